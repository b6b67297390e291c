// Logins by a key: an Ethereum wallet of ethers and an Ed25519 key of node:crypto sign a challenge. BASE_URL: the gateway.
import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { Wallet } from 'ethers'
import { answered, call, finish, refused, step } from './steps.mjs'

// A key as libp2p writes it: multibase base32 of the key's number, its length, and its bytes.
function base32(bytes) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g).map((group) => 'abcdefghijklmnopqrstuvwxyz234567'[parseInt(group.padEnd(5, '0'), 2)])
  return 'b' + groups.join('')
}

function ed25519() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url')
  const signed = async (text, encoding = 'base64url') => sign(null, Buffer.from(text, 'utf8'), privateKey).toString(encoding)
  return { name: 'Ed25519', key: base32([0x08, 0x01, 0x12, 0x20, ...raw]), signed }
}

function ethereum() {
  const wallet = Wallet.createRandom()
  return { name: 'Ethereum', key: wallet.address, signed: (text) => wallet.signMessage(text) }
}

const ask = (body) => call('POST', '/api/v1/auth/challenge', { body })
const answer = (body) => call('POST', '/api/v1/auth/key', { body })
const who = async (bearer) => answered(await call('GET', '/api/v1/auth', { bearer })).id
const wrong = ['detail', 'error', 'title']

async function challenge(key) {
  const made = answered(await ask({ key }))
  assert.equal(made.expires_in, 60)
  assert.ok(made.challenge.length >= 32, `a challenge that cannot be guessed, but got ${made.challenge}`)
  return made.challenge
}

async function proof(of, encoding) {
  const text = await challenge(of.key)
  return { key: of.key, challenge: text, signature: await of.signed(text, encoding) }
}

function accessToken(of) {
  const login = answered(of)
  assert.equal(login.token_type, 'bearer')
  return login.access_token
}

async function live(newKey) {
  const mine = newKey()
  const other = newKey()
  const named = (name) => `${mine.name}: ${name}`

  await step(named('every challenge is another'), async () => assert.notEqual(await challenge(mine.key), await challenge(mine.key)))
  const account = await step(named('a signed challenge logs in'), async () => who(accessToken(await answer(await proof(mine)))))
  await step(named('the same key has the same account'), async () =>
    assert.equal(await who(accessToken(await answer(await proof(mine)))), account)
  )
  await step(named('another key has another account'), async () =>
    assert.notEqual(await who(accessToken(await answer(await proof(other)))), account)
  )
  await step(named('a challenge is good once'), async () => {
    const once = await proof(mine)
    answered(await answer(once))
    refused(await answer(once), wrong)
  })
  await step(named('a signature of another key is refused'), async () => {
    const mineOnly = await proof(mine)
    refused(await answer({ ...mineOnly, signature: await other.signed(mineOnly.challenge) }), wrong)
  })
  await step(named('a challenge that was made for another key is refused'), async () => {
    const text = await challenge(other.key)
    refused(await answer({ key: mine.key, challenge: text, signature: await mine.signed(text) }), wrong)
  })
  await step(named('a challenge that was tampered with is refused'), async () => {
    const text = (await challenge(mine.key)) + ' '
    refused(await answer({ key: mine.key, challenge: text, signature: await mine.signed(text) }), wrong)
  })
  await step(named('a challenge that nobody made is refused'), async () => {
    const text = 'a challenge of my own, as long as a real one is'
    refused(await answer({ key: mine.key, challenge: text, signature: await mine.signed(text) }), wrong)
  })
  await step(named('a signature that is none is refused'), async () => {
    refused(await answer({ ...(await proof(mine)), signature: '0x00' }), wrong)
    refused(await answer({ ...(await proof(mine)), signature: '' }), wrong)
  })
}

await live(ethereum)
await live(ed25519)
await step('Ed25519: a signature in hex logs in', async () => accessToken(await answer(await proof(ed25519(), 'hex'))))
await step('what is no key gets no challenge', async () => {
  for (const key of ['', 'no key', '0x1234', 'bbaarei', 7, null]) {
    refused(await ask({ key }), wrong)
  }
  refused(await ask({}), wrong)
})

finish()
