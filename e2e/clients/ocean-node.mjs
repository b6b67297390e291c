// Tokens of an Ocean node through ocean.js 4.3.7 and 8.6.2, unchanged. BASE_URL: the gateway.
import assert from 'node:assert/strict'
import { Wallet, getBytes, keccak256, toUtf8Bytes } from 'ethers'
import * as four from 'ocean-lib-4'
import * as eight from 'ocean-lib-8'
import { answered, base, call, finish, refused, step } from './steps.mjs'

const did = 'did:op:7bc8f1e2b0c6a4c5c5a36b1f5d4e1f0a3f6d2e9c8b7a6f5e4d3c2b1a09f8e7d6'
const sign = (wallet, text) => wallet.signMessage(getBytes(keccak256(toUtf8Bytes(text))))

// Everything is proved with both versions: what they sign to create a token differs.
async function live({ ProviderInstance: provider, LoggerInstance, LogLevel }, version) {
  LoggerInstance.setLevel(LogLevel.None)
  const alice = Wallet.createRandom()
  const bob = Wallet.createRandom()
  const named = (name) => `ocean.js ${version}: ${name}`

  async function signed(wallet, more = {}) {
    const nonce = String((await provider.getNonce(base, wallet.address)) + 1)
    return { address: wallet.address, nonce, signature: await sign(wallet, wallet.address + nonce), ...more }
  }
  const create = (body) => call('POST', '/api/services/auth/token', { body })
  const invalidate = (body) => call('POST', '/api/services/auth/token/invalidate', { body })
  // The clients send the token without a scheme.
  async function download(wallet, token) {
    const { nonce } = await signed(wallet)
    const query = `fileIndex=0&documentId=${did}&transferTxId=0x01&serviceId=1&consumerAddress=${wallet.address}&nonce=${nonce}`
    return call('GET', `/api/services/download?${query}`, { headers: { Authorization: token } })
  }

  const token = await step(named('generateAuthToken'), async () => {
    const made = await provider.generateAuthToken(alice, base)
    assert.equal(made.split('.').length, 3)
    return made
  })
  await step(named('the token opens a call'), async () => answered(await download(alice, token)))
  await step(named('computeStatus carries the token'), async () =>
    assert.notEqual(await provider.computeStatus(base, token, 'job'), null)
  )
  await step(named('the token is for its own address alone'), async () => refused(await download(bob, token), ['error', 'errors']))
  await step(named('a signature is good once'), async () => {
    const body = await signed(alice)
    answered(await create(body))
    refused(await create(body), ['error'], 401)
  })
  await step(named('a signature of another wallet makes no token'), async () => {
    const { nonce } = await signed(alice)
    refused(await create({ address: alice.address, nonce, signature: await sign(bob, alice.address + nonce) }), ['error'], 401)
  })
  await step(named('parameters that are missing are told'), async () => {
    const { error } = refused(await create({ address: alice.address }), ['error'], 400)
    assert.equal(error, 'Missing required parameters')
  })
  await step(named('invalidation with another wallet for this address is refused'), async () => {
    const { nonce } = await signed(alice)
    const signature = await sign(bob, alice.address + nonce)
    refused(await invalidate({ address: alice.address, nonce, signature, token }), ['error'])
  })
  await step(named('invalidation by another address is refused'), () =>
    assert.rejects(provider.invalidateAuthToken(bob, token, base))
  )
  await step(named('the token still lives'), async () => answered(await download(alice, token)))
  await step(named('invalidateAuthToken'), async () =>
    assert.deepEqual(await provider.invalidateAuthToken(alice, token, base), { success: true })
  )
  await step(named('an invalidated token is refused at once'), async () => refused(await download(alice, token), ['error']))
  await step(named('a signature invalidates once'), async () => {
    const first = await provider.generateAuthToken(alice, base)
    const second = await provider.generateAuthToken(alice, base)
    const body = await signed(alice, { token: first })
    answered(await invalidate(body))
    refused(await invalidate({ ...body, token: second }), ['error'], 401)
    answered(await download(alice, second))
  })
}

await live(four, '4.3.7')
await live(eight, '8.6.2')
finish()
