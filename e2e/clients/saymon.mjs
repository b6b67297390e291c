// SAYMON's own request shapes, as its documentation shows them: fetch, http.request and curl.
// BASE_URL: the gateway; SAYMON_LOGIN, SAYMON_PASSWORD: a user with the permission manage-users, whose password may hold
// colons; SAYMON_USER_ID: another user, without that permission.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import http from 'node:http'
import { answered, base, call, finish, refused, skip, step } from './steps.mjs'

const { SAYMON_LOGIN: login, SAYMON_PASSWORD: password, SAYMON_USER_ID: userId } = process.env
const tokens = `/node/api/users/${userId}/auth-token`
const current = '/node/api/users/current'
const basic = (secret = password) => 'Basic ' + Buffer.from(`${login}:${secret}`).toString('base64')
const uuid = /^"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"$/

function byHttp(method, path, headers = {}) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base)
    const request = http.request({ method, hostname, port, path, headers }, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }))
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end()
  })
}

function byCurl(...parameters) {
  const { status, stdout } = spawnSync('curl', ['-s', '-w', '\n%{http_code}', ...parameters], { encoding: 'utf8' })
  assert.equal(status, 0)
  const end = stdout.lastIndexOf('\n')
  return { status: Number(stdout.slice(end + 1)), text: stdout.slice(0, end) }
}

const byFetch = (method, path, headers) => call(method, path, { headers })
const create = (headers = { Authorization: basic() }) => byFetch('POST', tokens, headers)
const withToken = (token) => byFetch('GET', `${current}?api-token=${token}`)

// The quotes belong to the JSON, not to the token.
function tokenOf(answer) {
  assert.equal(answer.status, 200, answer.text)
  assert.match(answer.text.trim(), uuid)
  return JSON.parse(answer.text)
}

// The message of a 401 is itself the text of a JSON document.
function unauthorized(answer, code, message) {
  const body = refused(answer, ['code'], 401)
  assert.equal(body.code, code)
  assert.deepEqual(JSON.parse(body.message), { errorCode: 3, message })
}

await step('the user has the manage-users permission', async () => {
  const me = answered(await byFetch('GET', current, { Authorization: basic() }))
  assert.equal(me.login, login)
  assert.ok(me.permissions.includes('manage-users'))
})
const first = await step('fetch makes a token', async () => tokenOf(await create()))
await step('fetch uses it', async () => {
  const me = answered(await withToken(first))
  assert.equal(me.id, userId)
  assert.ok(!JSON.stringify(me).includes(first), 'the value is not told again')
})
await step('http.request uses it', async () => {
  const answer = await byHttp('GET', `${current}?api-token=${first}`)
  assert.equal(answer.status, 200, answer.text)
  assert.equal(JSON.parse(answer.text).id, userId)
})
const second = await step('http.request makes a token', async () => tokenOf(await byHttp('POST', tokens, { Authorization: basic() })))
await step('and the one before is refused at once', async () => unauthorized(await withToken(first), 'Unauthorized', 'Invalid API token.'))
await step('while the new one works', async () => answered(await withToken(second)))

let last = second
if (spawnSync('curl', ['--version']).error) {
  skip('curl', 'it is not installed')
} else {
  last = await step('curl makes a token', () => tokenOf(byCurl('-X', 'POST', base + tokens, '-u', `${login}:${password}`)))
  await step('curl uses it', () => {
    const answer = byCurl('-X', 'GET', `${base}${current}?api-token=${last}`)
    assert.equal(answer.status, 200, answer.text)
    assert.equal(JSON.parse(answer.text).id, userId)
  })
  await step('http.request finds its token replaced by the one of curl', async () =>
    unauthorized(await withToken(second), 'Unauthorized', 'Invalid API token.')
  )
}

await step('a token opens other calls of its API', async () => answered(await byFetch('GET', `/node/api/objects?api-token=${last}&limit=1`)))
await step('a token that is not known is refused', async () =>
  unauthorized(await withToken('00000000-0000-4000-8000-000000000000'), 'Unauthorized', 'Invalid API token.')
)
await step('a token with its quotes is refused', async () => unauthorized(await withToken(`%22${last}%22`), 'Unauthorized', 'Invalid API token.'))
await step('an empty token is refused', async () => unauthorized(await withToken(''), 'Unauthorized', 'Invalid API token.'))
await step('no credential at all is refused', async () => unauthorized(await byFetch('GET', current), 'Unauthorized', 'Not logged in.'))
await step('a wrong password is refused', async () =>
  unauthorized(await create({ Authorization: basic('wrong:password') }), 'InvalidCredentials', 'Invalid login or password.')
)
await step('a password cut off at its colon is refused', async () => {
  if (!password.includes(':')) return
  unauthorized(await create({ Authorization: basic(password.split(':')[0]) }), 'InvalidCredentials', 'Invalid login or password.')
})
await step('a user without the permission makes no token', async () => {
  const { code, message } = refused(await byFetch('POST', `${tokens}?api-token=${last}`), ['code'], 403)
  assert.equal(code, 'Forbidden')
  assert.match(message, /manage-users/)
})
await step('an unknown user has no token', async () =>
  refused(await byFetch('POST', '/node/api/users/no-such-user/auth-token', { Authorization: basic() }), ['code'], 404)
)
await step('a user without the permission deletes no token', async () => {
  refused(await byFetch('DELETE', `${tokens}?api-token=${last}`), ['code'], 403)
  answered(await withToken(last))
})
await step('the token is deleted', async () => {
  const answer = await byFetch('DELETE', tokens, { Authorization: basic() })
  assert.equal(answer.status, 200, answer.text)
  assert.equal(answer.text, '')
})
await step('a deleted token is refused at once', async () => unauthorized(await withToken(last), 'Unauthorized', 'Invalid API token.'))

finish()
