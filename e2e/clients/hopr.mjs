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


// A socket that the SDK opened: its first message, and the code that it is closed with.
function heard(socket) {
  return new Promise((resolve, reject) => {
    socket.addEventListener('message', (event) => resolve(String(event.data)), { once: true })
    socket.addEventListener('error', (event) => reject(new Error(event.message)), { once: true })
  })
}
const closed = (socket) => new Promise((resolve) => socket.addEventListener('close', (event) => resolve(event.code), { once: true }))

const listener = await step('createToken with messagesWebsocket', () =>
  api.createToken({ apiEndpoint, apiToken: creator, capabilities: [capability('messagesWebsocket')], description: 'ears', lifetime: 60 })
)
const socket = api.websocket({ apiEndpoint, apiToken: listener.token })
await step('websocket opens with the token in its query', async () => assert.equal(await heard(socket), 'a message for you'))
await step('websocket without the capability is refused', async () => {
  const other = await api.createToken({ apiEndpoint, apiToken: creator, capabilities: [capability('nodeGetInfo')], description: 'no ears', lifetime: 60 })
  await assert.rejects(heard(api.websocket({ apiEndpoint, apiToken: other.token })), /403/)
  await assert.rejects(heard(api.websocket({ apiEndpoint, apiToken: 'no-such-token' })), /401/)
})
await step('an open socket is closed at once when its token is deleted', async () => {
  const end = closed(socket)
  const began = performance.now()
  await api.deleteToken({ apiEndpoint, apiToken: creator, id: listener.token })
  assert.equal(await end, 1008)
  assert.ok(performance.now() - began < 1000, `it took ${performance.now() - began} ms`)
  await assert.rejects(heard(api.websocket({ apiEndpoint, apiToken: listener.token })), /401/)
})

const parent = await step('createToken with tokensCreate', () =>
  api.createToken({
    apiEndpoint,
    apiToken: creator,
    capabilities: [capability('tokensCreate'), capability('nodeGetVersion', 3), capability('nodeGetPeers')],
    description: 'a parent',
    lifetime: 300
  })
)
const child = await step('a token makes another with a part of its own capabilities', () =>
  api.createToken({ apiEndpoint, apiToken: parent.token, capabilities: [capability('nodeGetVersion', 2)], description: 'a child', lifetime: 60 })
)
await step('a token cannot make one with more than it has', async () => {
  const more = (capabilities, lifetime) =>
    refused(400, () => api.createToken({ apiEndpoint, apiToken: parent.token, capabilities, description: 'more', lifetime }))
  await more([capability('nodeGetInfo')], 60)
  await more([capability('nodeGetVersion', 4)], 60)
  await more([capability('nodeGetVersion')], 60)
  await more([capability('nodeGetVersion', 1)], 3600)
})
await step('the calls of a child count for its parent too', async () => {
  await api.getVersion({ apiEndpoint, apiToken: child.token })
  await api.getVersion({ apiEndpoint, apiToken: child.token })
  await refused(403, () => api.getVersion({ apiEndpoint, apiToken: child.token }))
  await api.getVersion({ apiEndpoint, apiToken: parent.token })
  await refused(403, () => api.getVersion({ apiEndpoint, apiToken: parent.token }))
})
await step('a child ends with its parent', async () => {
  const late = await api.createToken({ apiEndpoint, apiToken: parent.token, capabilities: [capability('nodeGetPeers')], description: 'late', lifetime: 60 })
  await api.deleteToken({ apiEndpoint, apiToken: creator, id: parent.token })
  await refused(401, () => api.getPeers({ apiEndpoint, apiToken: late.token }))
})

await step('of 60 calls at once on max 20, exactly 20 pass', async () => {
  const counted = await api.createToken({ apiEndpoint, apiToken: creator, capabilities: [capability('nodeGetVersion', 20)], description: 'twenty', lifetime: 60 })
  const calls = await Promise.allSettled(Array.from({ length: 60 }, () => api.getVersion({ apiEndpoint, apiToken: counted.token })))
  assert.equal(calls.filter((each) => each.status === 'fulfilled').length, 20)
  assert.ok(calls.filter((each) => each.status === 'rejected').every((each) => each.reason.status === 403))
})

console.log(`${passed} passed, 0 failed`)
process.exit(0)
