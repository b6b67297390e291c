// Textile's users and their tokens through @textile/hub, unchanged: gRPC-web in WebSockets.
// BASE_URL: the gateway; TEXTILE_KEY, TEXTILE_SECRET: a user-group key; ADMIN_TOKEN: a token that may revoke others.
// The upstream answers ListThreads with an empty reply and status 0.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { Client, PrivateKey, Users } from '@textile/hub'
import { admin, base, call, finish, step } from './steps.mjs'

const { TEXTILE_KEY: key, TEXTILE_SECRET: secret } = process.env
// What the library itself calls by: its messages and its methods.
const fromLibrary = createRequire(createRequire(import.meta.url).resolve('@textile/hub'))
const { API } = fromLibrary('@textile/threads-client-grpc/threads_pb_service')
const { ListDBsRequest } = fromLibrary('@textile/threads-client-grpc/threads_pb')
const PATIENCE = 15_000
const [NOT_FOUND, PERMISSION_DENIED, UNAUTHENTICATED] = [5, 7, 16]

// The library waits for ever where no answer comes: here that is a failure.
function within(promise) {
  let timer
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

const connect = (keyInfo = { key, secret }) => Users.withKeyInfo(keyInfo, { host: base })
const tokenFor = async (identity, keyInfo) => within((await connect(keyInfo)).getToken(identity))
async function withToken(token, keyInfo) {
  const users = await connect(keyInfo)
  users.setToken(token)
  return users
}

// A refusal has to arrive inside the protocol: what the library makes of a dropped connection is no refusal.
function told(message) {
  assert.ok(message && !/closed without headers|no answer within/i.test(message), `expected a status, but got: ${message}`)
}
async function refusedToken(promise, message) {
  await assert.rejects(promise, (error) => {
    told(error.message)
    if (message) assert.match(error.message, message)
    return true
  })
}
async function refusedCall(codes, promise, message) {
  await assert.rejects(within(promise), (error) => {
    told(error.message)
    assert.ok(codes.includes(error.code), `expected code ${codes.join(' or ')}, but got ${error.code}: ${error.message}`)
    if (message) assert.match(error.message, message)
    return true
  })
}

const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'))
const wrongSecret = { key, secret: 'b' + 'a'.repeat(39) }
const unknownKey = { ...wrongSecret, key: 'b' + 'a'.repeat(26) }
const alice = PrivateKey.fromRandom()
const bob = PrivateKey.fromRandom()

const token = await step('getToken', async () => {
  const made = await tokenFor(alice)
  assert.equal(made.split('.').length, 3)
  assert.equal(claims(made).sub, alice.public.toString())
  return made
})
await step('the same identity has the same token', async () => assert.equal(await tokenFor(alice), token))
await step('another identity has another token', async () => {
  const other = await tokenFor(bob)
  assert.notEqual(other, token)
  assert.equal(claims(other).sub, bob.public.toString())
})
await step('getTokenChallenge', async () => {
  const users = await connect()
  const made = await within(users.getTokenChallenge(alice.public.toString(), (challenge) => alice.sign(challenge)))
  assert.equal(made, token)
})
await step('the token opens a call', async () => {
  const users = await connect()
  await within(users.getToken(alice))
  assert.deepEqual(await within(users.listThreads()), [])
})
await step('setToken brings a token that was kept', async () => assert.deepEqual(await within((await withToken(token)).listThreads()), []))
await step('the client for threads uses it too', async () => {
  const client = new Client((await withToken(token)).context)
  assert.deepEqual(await within(client.listDBs()), [])
})
await step('copyAuth carries it to another client', async () => {
  const users = Users.copyAuth(await withToken(token))
  assert.deepEqual(await within(users.listThreads()), [])
})

await step('a method that is closed to everyone is refused', async () => {
  const users = await withToken(token)
  await refusedCall([PERMISSION_DENIED], users.unary(API.ListDBs, new ListDBsRequest()), /not meant for/i)
})
await step('a call without a token is refused', async () => refusedCall([UNAUTHENTICATED], (await connect()).listThreads(), /needs a credential/i))
await step('a wrong secret gets no token', () => refusedToken(tokenFor(alice, wrongSecret), /signature/i))
await step('a wrong secret opens no call', async () =>
  refusedCall([UNAUTHENTICATED], (await withToken(token, wrongSecret)).listThreads(), /signature/i)
)
await step('an unknown key gets no token', () => refusedToken(tokenFor(alice, unknownKey), /not found/i))
await step('an unknown key opens no call', async () =>
  refusedCall([NOT_FOUND], (await withToken(token, unknownKey)).listThreads(), /not found/i)
)
await step('a key without its secret gets no token', () => refusedToken(tokenFor(alice, { key }), /signature required/i))
await step('a bearer that is no token is refused', async () =>
  refusedCall([PERMISSION_DENIED, UNAUTHENTICATED], (await withToken('no-such-token')).listThreads())
)
await step('a bearer that somebody else signed is refused', async () => {
  const [header, payload, signature] = token.split('.')
  const forged = Buffer.from(JSON.stringify({ ...claims(token), sub: bob.public.toString() })).toString('base64url')
  await refusedCall([PERMISSION_DENIED, UNAUTHENTICATED], (await withToken(`${header}.${forged}.${signature}`)).listThreads())
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
  await refusedCall([PERMISSION_DENIED, UNAUTHENTICATED], (await withToken(unsigned)).listThreads())
})
await step('an identity that signs with another key gets no token', () =>
  refusedToken(tokenFor({ public: alice.public, sign: (challenge) => bob.sign(challenge) }))
)
await step('an identity that signs something else gets no token', () =>
  refusedToken(tokenFor({ public: alice.public, sign: () => alice.sign(new Uint8Array(32)) }))
)
await step('a signature that is none gets no token', () =>
  refusedToken(tokenFor({ public: alice.public, sign: async () => new Uint8Array(3) }))
)
await step('a public key that is none gets no token', async () => {
  const users = await connect()
  await refusedToken(within(users.getTokenChallenge('no key', async () => new Uint8Array(64))))
})

await step('a revoked token is refused at once', async () => {
  const revocation = await call('POST', '/oauth2/revoke', {
    bearer: admin,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token }).toString()
  })
  assert.equal(revocation.status, 200, revocation.text)
  await refusedCall([PERMISSION_DENIED, UNAUTHENTICATED], (await withToken(token)).listThreads())
})
await step('the identity gets another token, and the revoked one stays refused', async () => {
  const next = await tokenFor(alice)
  assert.notEqual(next, token)
  assert.deepEqual(await within((await withToken(next)).listThreads()), [])
  await refusedCall([PERMISSION_DENIED, UNAUTHENTICATED], (await withToken(token)).listThreads())
})

finish()
