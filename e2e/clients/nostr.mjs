// Logins by a Nostr key through nostr-tools, unchanged: an event after NIP-98 in the header, or in the body as LNbits
// documents it. BASE_URL: the gateway.
import assert from 'node:assert/strict'
import { getToken, unpackEventFromToken } from 'nostr-tools/nip98'
import { finalizeEvent, generateSecretKey } from 'nostr-tools/pure'
import { answered, base, call, finish, refused, step } from './steps.mjs'

const path = '/api/v1/auth/nostr'
const url = base + path
const key = generateSecretKey()
const signer = (secret) => (event) => finalizeEvent(event, secret)

const byHeader = (header, body) => call('POST', path, { headers: { Authorization: header }, body })
const byBody = (event) => call('POST', path, { body: { nostr_event: event } })
const encoded = (event) => 'Nostr ' + Buffer.from(JSON.stringify(event)).toString('base64')
const header = (secret = key, payload = undefined) => getToken(url, 'post', signer(secret), true, payload)

// An event that differs from a good one in what is given; its signature is good all the same.
let told = 0
function event({ tags = [['u', url], ['method', 'POST']], kind = 27235, ago = 0 } = {}) {
  told += 1
  const created_at = Math.floor(Date.now() / 1000) - ago
  return finalizeEvent({ kind, tags, created_at, content: `login ${told}` }, key)
}

function accessToken(answer) {
  const login = answered(answer)
  assert.equal(login.token_type, 'bearer')
  return login.access_token
}
const who = async (bearer) => answered(await call('GET', '/api/v1/auth', { bearer }))
const denied = async (answer, status) => refused(await answer, ['detail'], status)

const account = await step('the token of nostr-tools in the header logs in', async () => who(accessToken(await byHeader(await header()))))
await step('the event as a text in the body logs in', async () => {
  const same = await who(accessToken(await byBody(JSON.stringify(event()))))
  assert.equal(same.id, account.id, 'the same key has the same account')
})
await step('the event as an object in the body logs in', async () => {
  assert.equal((await who(accessToken(await byBody(event())))).id, account.id)
})
await step('the scheme is read in any case', async () => answered(await byHeader(encoded(event()).replace('Nostr', 'nostr'))))
await step('the method is read in any case', async () => answered(await byBody(event({ tags: [['u', url], ['method', 'post']] }))))
await step('another key has another account', async () => {
  const other = await who(accessToken(await byHeader(await header(generateSecretKey()))))
  assert.notEqual(other.id, account.id)
})
await step('a payload that is the hash of the body logs in', async () => {
  const payload = { remember: 'me' }
  answered(await byHeader(await header(key, payload), payload))
})
await step('a payload of another body is refused', async () => denied(byHeader(await header(key, { remember: 'me' }), { remember: 'you' })))

await step('an event logs in once', async () => {
  const once = event()
  answered(await byHeader(encoded(once)))
  await denied(byHeader(encoded(once)))
  await denied(byBody(once))
})
await step('an event for another address is refused', () => denied(byBody(event({ tags: [['u', 'https://elsewhere.example' + path], ['method', 'POST']] }))))
await step('an event for another path is refused', () => denied(byBody(event({ tags: [['u', base + '/api/v1/auth'], ['method', 'POST']] }))))
await step('an event for another method is refused', () => denied(byBody(event({ tags: [['u', url], ['method', 'GET']] }))))
await step('an event without an address is refused', () => denied(byBody(event({ tags: [['method', 'POST']] }))))
await step('an event without a method is refused', () => denied(byBody(event({ tags: [['u', url]] }))))
await step('an old event is refused', () => denied(byBody(event({ ago: 600 }))))
await step('an event from the future is refused', () => denied(byBody(event({ ago: -600 }))))
await step('an event of another kind is refused', () => denied(byBody(event({ kind: 1 }))))
await step('an event with another content is refused', () => denied(byBody({ ...event(), content: 'changed' })))
await step('an event with the key of another is refused', async () => {
  const other = await unpackEventFromToken(await header(generateSecretKey()))
  await denied(byBody({ ...event(), pubkey: other.pubkey }))
})
await step('an event with another signature is refused', () => denied(byBody({ ...event(), sig: event().sig })))
await step('an event with the id of another is refused', () => denied(byBody({ ...event(), id: event().id })))
await step('an event that lacks its signature is refused', () => {
  const { sig, ...unsigned } = event()
  assert.ok(sig)
  return denied(byBody(unsigned))
})
await step('what is no event is refused', async () => {
  await denied(byBody('no event'))
  await denied(byBody([]))
  await denied(byHeader('Nostr !'))
  await denied(byHeader('Nostr ' + Buffer.from('[]').toString('base64')))
})
await step('no event at all is refused', () => denied(call('POST', path)))

finish()
