// The operations of LNbits's Users & Accounts document, each with its refusals. The login by Nostr is in nostr.mjs.
// BASE_URL: the gateway. OAUTH_PROVIDER and OAUTH_BODY (JSON): a login that the provider will confirm; without them the
// OAuth step is left out. LNBITS_MAIL=on where the server can send mail.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { answered, call, finish, refused, skip, step } from './steps.mjs'

const name = () => 'client' + randomBytes(6).toString('hex')
const secret = () => randomBytes(12).toString('base64url')
const username = name()
const password = secret()
const email = `${username}@example.com`

const register = (body) => call('POST', '/api/v1/auth/register', { body })
const logIn = (body) => call('POST', '/api/v1/auth', { body })
const who = (bearer) => call('GET', '/api/v1/auth', { bearer })
const acls = (bearer, method, path = '', body = undefined) => call(method, `/api/v1/auth/acls${path}`, { bearer, body })
const denied = (answer, status) => refused(answer, ['detail'], status)

function accessToken(answer, status = 200) {
  const login = answered(answer, status)
  assert.equal(login.token_type, 'bearer')
  return login.access_token
}

await step('register', async () => accessToken(await register({ username, password, email }), 201))
await step('a name that is taken cannot be registered', async () => denied(await register({ username, password: secret() })))
await step('an account without a password cannot be registered', async () => denied(await register({ username: name() }), 400))
let login = await step('login with username and password', async () => accessToken(await logIn({ username, password })))
await step('a wrong password is refused', async () => {
  const { detail } = denied(await logIn({ username, password: secret() }), 401)
  assert.deepEqual(denied(await logIn({ username: name(), password }), 401), { detail }, 'an unknown name is told no otherwise')
})
const me = await step('get current user', async () => {
  const user = answered(await who(login))
  assert.deepEqual(
    { username: user.username, email: user.email, is_admin: user.is_admin },
    { username, email, is_admin: false }
  )
  assert.ok(user.id && !Number.isNaN(Date.parse(user.created_at)))
  return user
})
await step('no token and a token that is none are refused', async () => {
  denied(await who(undefined), 401)
  denied(await who('no-such-token'), 401)
})
await step('login with the user id', async () => {
  const bearer = accessToken(await call('POST', '/api/v1/auth/usr', { body: { usr: me.id } }))
  assert.equal(answered(await who(bearer)).id, me.id)
})
await step('a user id that nobody has is refused', async () => denied(await call('POST', '/api/v1/auth/usr', { body: { usr: name() } }), 401))
await step('a provider that is not configured is refused', async () =>
  denied(await call('POST', '/api/v1/auth/no-such-provider/token', { body: {} }))
)
if (process.env.OAUTH_PROVIDER) {
  await step('login with OAuth', async () => {
    const answer = await call('POST', `/api/v1/auth/${process.env.OAUTH_PROVIDER}/token`, { body: JSON.parse(process.env.OAUTH_BODY) })
    answered(await who(accessToken(answer)))
  })
} else {
  skip('login with OAuth', 'OAUTH_PROVIDER is not set')
}

await step('update profile', async () => {
  const user = answered(await call('PUT', '/api/v1/auth/me', { bearer: login, body: { display_name: 'A Client' } }))
  assert.deepEqual(
    { id: user.id, username: user.username, display_name: user.display_name, email: user.email },
    { id: me.id, username, display_name: 'A Client', email }
  )
  assert.equal(answered(await who(login)).display_name, 'A Client')
})
await step('a profile with an e-mail that is none is refused', async () =>
  denied(await call('PUT', '/api/v1/auth/me', { bearer: login, body: { email: 'none' } }), 400)
)

const readWallet = ['GET /api/v1/wallet']
const acl = await step('create an ACL', async () => {
  const made = answered(await acls(login, 'POST', '', { name: 'reads', allowed_endpoints: readWallet }), 201)
  assert.deepEqual({ name: made.name, allowed_endpoints: made.allowed_endpoints }, { name: 'reads', allowed_endpoints: readWallet })
  return made.id
})
await step('list ACLs', async () => {
  const list = answered(await acls(login, 'GET'))
  assert.deepEqual(list.map((each) => each.id), [acl])
  assert.ok(!Number.isNaN(Date.parse(list[0].created_at)))
})
await step('an ACL with what is no pattern is refused', async () =>
  denied(await acls(login, 'POST', '', { name: 'odd', allowed_endpoints: ['READ wallet'] }), 400)
)
const issued = await step('generate an ACL token', async () => {
  const made = answered(await acls(login, 'POST', `/${acl}/tokens`), 201)
  assert.equal(made.acl_id, acl)
  assert.ok(made.id && made.token && !Number.isNaN(Date.parse(made.created_at)))
  return made
})
const wallet = (bearer) => call('GET', '/api/v1/wallet', { bearer })
await step('the ACL token opens what its list names', async () => answered(await wallet(issued.token)))
await step('and nothing else', async () => {
  denied(await call('POST', '/api/v1/wallet', { bearer: issued.token, body: {} }), 403)
  denied(await call('GET', '/api/v1/payments', { bearer: issued.token }), 403)
  denied(await call('GET', '/api/v1/wallet/other', { bearer: issued.token }), 403)
  denied(await who(issued.token), 403)
})
await step('update an ACL: its tokens follow at once', async () => {
  const body = { name: 'payments', allowed_endpoints: ['GET /api/v1/payments'] }
  const changed = answered(await acls(login, 'PUT', `/${acl}`, body))
  assert.deepEqual({ name: changed.name, allowed_endpoints: changed.allowed_endpoints }, body)
  answered(await call('GET', '/api/v1/payments', { bearer: issued.token }))
  denied(await wallet(issued.token), 403)
})
await step('an ACL token cannot manage ACLs though its list names everything', async () => {
  const all = answered(await acls(login, 'POST', '', { name: 'all', allowed_endpoints: ['* /api/v1/**'] }), 201).id
  const { token } = answered(await acls(login, 'POST', `/${all}/tokens`), 201)
  answered(await wallet(token))
  denied(await acls(token, 'POST', '', { name: 'more', allowed_endpoints: ['* /**'] }), 403)
  denied(await acls(token, 'PUT', `/${all}`, { allowed_endpoints: ['* /**'] }), 403)
  denied(await acls(token, 'DELETE', `/${all}`), 403)
  denied(await acls(token, 'POST', `/${all}/tokens`), 403)
  denied(await acls(token, 'DELETE', `/${acl}/tokens/${issued.id}`), 403)
  answered(await acls(login, 'DELETE', `/${all}`))
})
await step('another account sees and changes none of it', async () => {
  const other = accessToken(await register({ username: name(), password: secret() }), 201)
  assert.deepEqual(answered(await acls(other, 'GET')), [])
  denied(await acls(other, 'PUT', `/${acl}`, { name: 'mine' }), 404)
  denied(await acls(other, 'DELETE', `/${acl}`), 404)
  denied(await acls(other, 'POST', `/${acl}/tokens`), 404)
  denied(await acls(other, 'DELETE', `/${acl}/tokens/${issued.id}`), 404)
})
await step('revoke an ACL token: it is refused at once', async () => {
  assert.deepEqual(answered(await acls(login, 'DELETE', `/${acl}/tokens/${issued.id}`)), { detail: 'Token revoked' })
  denied(await call('GET', '/api/v1/payments', { bearer: issued.token }), 401)
  denied(await acls(login, 'DELETE', `/${acl}/tokens/${issued.id}`), 404)
})
await step('delete an ACL: its tokens are refused at once', async () => {
  const { token } = answered(await acls(login, 'POST', `/${acl}/tokens`), 201)
  answered(await call('GET', '/api/v1/payments', { bearer: token }))
  assert.deepEqual(answered(await acls(login, 'DELETE', `/${acl}`)), { detail: 'ACL deleted' })
  denied(await call('GET', '/api/v1/payments', { bearer: token }), 401)
  denied(await acls(login, 'DELETE', `/${acl}`), 404)
})

const next = secret()
const change = (body) => call('PUT', '/api/v1/auth/update-password', { bearer: login, body })
await step('a password is not changed without the old one', async () => denied(await change({ old_password: secret(), new_password: next })))
await step('update password', async () => {
  assert.deepEqual(answered(await change({ old_password: password, new_password: next })), { detail: 'Password updated' })
  denied(await logIn({ username, password }), 401)
})
await step('a login does not outlive its password', async () => {
  denied(await who(login), 401)
  login = accessToken(await logIn({ username, password: next }))
  answered(await who(login))
})
await step('reset password tells nobody who has an account', async () => {
  const reset = (address) => call('POST', '/api/v1/auth/reset-password', { body: { email: address } })
  const known = await reset(email)
  const unknown = await reset(`${name()}@example.com`)
  assert.deepEqual([known.status, known.text], [unknown.status, unknown.text])
  if (process.env.LNBITS_MAIL === 'on') {
    assert.deepEqual(answered(known), { detail: 'Password reset email sent' })
  }
})

await step('delete account', async () => {
  assert.deepEqual(answered(await call('DELETE', '/api/v1/auth/me', { bearer: login })), { detail: 'Account deleted' })
  denied(await who(login), 401)
  denied(await logIn({ username, password: next }), 401)
})

finish()
