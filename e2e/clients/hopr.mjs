// The whole life of a HOPR capability token through the real SDK, unchanged.
// BASE_URL: the gateway; ADMIN_TOKEN: a token that may create tokens. Exits 1 at the first surprise.
import assert from 'node:assert/strict'
import { api } from '@hoprnet/hopr-sdk'

const apiEndpoint = process.env.BASE_URL
const creator = process.env.ADMIN_TOKEN
let passed = 0

async function step(name, run) {
  const result = await run()
  passed += 1
  console.log(`PASS ${name}`)
  return result
}

// What the SDK makes of a refusal that it understands: an error with the HTTP status, not a parse error.
async function refused(status, call) {
  await assert.rejects(call, (error) => {
    assert.equal(error.status, status, `expected an API error with status ${status}, but got ${error.name}: ${error.message}`)
    return true
  })
}

const capability = (endpoint, max) => ({ endpoint, limits: [max ? { type: 'calls', conditions: { max } } : { type: 'calls' }] })

const { token } = await step('createToken', () =>
  api.createToken({
    apiEndpoint,
    apiToken: creator,
    capabilities: [capability('nodeGetVersion', 2), capability('tokensGetToken', 2), capability('tokensDelete')],
    description: 'made by the SDK',
    lifetime: 360
  })
)

const own = await step('getToken tells what the token may do, and never the secret', async () => {
  const read = await api.getToken({ apiEndpoint, apiToken: token })
  assert.equal(read.description, 'made by the SDK')
  assert.deepEqual(read.capabilities.map((c) => c.endpoint).sort(), ['nodeGetVersion', 'tokensDelete', 'tokensGetToken'])
  assert.ok(read.valid_until > Date.now() / 1000 && read.valid_until < Date.now() / 1000 + 400)
  assert.ok(!JSON.stringify(read).includes(token))
  return read
})

await step('getVersion passes as often as its max says', async () => {
  assert.equal(await api.getVersion({ apiEndpoint, apiToken: token }), '2.0.8')
  assert.equal(await api.getVersion({ apiEndpoint, apiToken: token }), '2.0.8')
})
await step('getVersion is refused afterwards, in words that the SDK understands', () =>
  refused(403, () => api.getVersion({ apiEndpoint, apiToken: token }))
)
await step('what no capability names is refused', () => refused(403, () => api.getInfo({ apiEndpoint, apiToken: token })))
await step('a value that is no token is refused', () =>
  refused(401, () => api.getVersion({ apiEndpoint, apiToken: 'no-such-token' }))
)
await step('deleteToken by the id that getToken gave', async () => {
  assert.equal(await api.deleteToken({ apiEndpoint, apiToken: token, id: own.id }), true)
})
await step('a deleted token is no token', () => refused(401, () => api.getToken({ apiEndpoint, apiToken: token })))

const second = await step('createToken again', () =>
  api.createToken({ apiEndpoint, apiToken: creator, capabilities: [capability('nodeGetVersion', 1)], description: 'second', lifetime: 60 })
)
await step('deleteToken by the token itself', async () => {
  assert.equal(await api.deleteToken({ apiEndpoint, apiToken: creator, id: second.token }), true)
})
await step('and it is gone', () => refused(401, () => api.getVersion({ apiEndpoint, apiToken: second.token })))

console.log(`${passed} passed, 0 failed`)
