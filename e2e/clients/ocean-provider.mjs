// Tokens of an Ocean provider through ocean.js 3.4.6, unchanged. The library signs and builds the signed calls; it has no
// call for createAuthToken and deleteAuthToken, so these are sent as their document shows them.
// BASE_URL: the gateway.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { answered, base, call, finish, refused, sleep, step } from './steps.mjs'

const require = createRequire(import.meta.url)
const { ProviderInstance: provider, LoggerInstance, LogLevel } = require('@oceanprotocol/lib')
const { Wallet, providers } = createRequire(require.resolve('@oceanprotocol/lib'))('ethers')
LoggerInstance.setLevel(LogLevel.None)

const did = 'did:op:7bc8f1e2b0c6a4c5c5a36b1f5d4e1f0a3f6d2e9c8b7a6f5e4d3c2b1a09f8e7d6'
const transfer = '0x' + 'ab'.repeat(32)
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
const wrong = ['error', 'errors']

// The library asks the signer's chain before it signs: a network that is only named answers that.
const chain = new providers.StaticJsonRpcProvider({ url: 'http://127.0.0.1:1' }, { name: 'development', chainId: 8996 })
const newWallet = () => Wallet.createRandom().connect(chain)
const alice = newWallet()
const bob = newWallet()

const seconds = (ahead) => Math.floor(Date.now() / 1000) + ahead
const nextNonce = async (wallet) => String((await provider.getNonce(base, wallet.address)) + 1)
const sign = (wallet, text) => provider.signProviderRequest(wallet, text)
const query = (parameters) => new URLSearchParams(parameters).toString()
const creation = (parameters) => call('GET', `/api/services/createAuthToken?${query(parameters)}`)
const deletion = (parameters) => call('DELETE', `/api/services/deleteAuthToken?${query(parameters)}`)
const withToken = (token) => ({ headers: { AuthToken: token } })

async function request(wallet, expiration = seconds(600)) {
  const nonce = await nextNonce(wallet)
  const signature = await sign(wallet, wallet.address + nonce)
  return { address: wallet.address, nonce, expiration: String(expiration), signature }
}

async function newToken(wallet, expiration) {
  return answered(await creation(await request(wallet, expiration))).token
}

async function deletionOf(wallet, token) {
  const nonce = await nextNonce(wallet)
  return { address: wallet.address, nonce, token, signature: await sign(wallet, wallet.address + nonce) }
}

const downloadUrl = async (wallet) => new URL(await provider.getDownloadUrl(did, '1', 0, transfer, base, wallet))

async function unsignedDownload(wallet, token) {
  const url = await downloadUrl(wallet)
  url.searchParams.delete('signature')
  return call('GET', url.href, withToken(token))
}

function highS(signature) {
  const s = order - BigInt('0x' + signature.slice(66, 130))
  const v = signature.slice(130) === '1b' ? '1c' : '1b'
  return signature.slice(0, 66) + s.toString(16).padStart(64, '0') + v
}

await step('isValidProvider', async () => assert.equal(await provider.isValidProvider(base), true))
await step('getNonce is a number that can grow', async () => {
  const nonce = await provider.getNonce(base, alice.address)
  assert.ok(Number.isSafeInteger(nonce) && nonce >= 0, `got ${nonce}`)
})

const used = await request(alice)
const token = await step('createAuthToken with the signature of the library', async () => {
  const made = answered(await creation(used)).token
  const claims = JSON.parse(Buffer.from(made.split('.')[1], 'base64url'))
  assert.equal(claims.address, alice.address)
  assert.equal(claims.exp, Number(used.expiration))
  return made
})
await step('getNonce tells the nonce that was used', async () =>
  assert.equal(await provider.getNonce(base, alice.address), Number(used.nonce))
)
await step('a signature is good once', async () => refused(await creation(used), wrong, 400))
await step('a used signature makes no longer token', async () =>
  refused(await creation({ ...used, expiration: String(seconds(86400)) }), wrong, 400)
)
await step('a used signature deletes nothing', async () =>
  refused(await deletion({ address: used.address, nonce: used.nonce, signature: used.signature, token }), wrong, 400)
)
await step('a smaller nonce is refused', async () => {
  const nonce = String(Number(used.nonce) - 1)
  refused(await creation({ ...used, nonce, signature: await sign(alice, alice.address + nonce) }), wrong, 400)
})
await step('a nonce of another spelling is not another nonce', async () => {
  const nonce = '0' + used.nonce
  refused(await creation({ ...used, nonce, signature: await sign(alice, alice.address + nonce) }), wrong, 400)
})
await step('an address of another spelling has the same nonces', async () => {
  const address = alice.address.toLowerCase()
  refused(await creation({ ...used, address, signature: await sign(alice, address + used.nonce) }), wrong, 400)
})
await step('a signature of another wallet is refused', async () => {
  const asked = await request(alice)
  refused(await creation({ ...asked, signature: await sign(bob, asked.address + asked.nonce) }), wrong, 400)
})
await step('a signature with a high s is refused', async () => {
  const asked = await request(alice)
  refused(await creation({ ...asked, signature: highS(asked.signature) }), wrong, 400)
  answered(await creation(asked))
})
await step('an expiration that is no number is refused by name', async () => {
  const { errors } = refused(await creation({ ...(await request(alice)), expiration: 'tomorrow' }), wrong, 400)
  assert.deepEqual(errors.expiration, ['The expiration must be an integer.'])
})
await step('an expiration in the past is refused by name', async () => {
  const { errors } = refused(await creation(await request(alice, seconds(-10))), wrong, 400)
  assert.deepEqual(errors.expiration, ['Invalid timestamp provided.'])
})
await step('a request without a nonce is refused by name', async () => {
  const { address, expiration, signature } = await request(alice)
  const { errors } = refused(await creation({ address, expiration, signature }), wrong, 400)
  assert.deepEqual(errors.nonce, ['The nonce field is required.'])
})
await step('an AuthToken does not sign a createAuthToken', async () => {
  const { address, nonce, expiration } = await request(alice)
  const unsigned = `/api/services/createAuthToken?${query({ address, nonce, expiration })}`
  refused(await call('GET', unsigned, withToken(token)), wrong, 400)
})

await step('getDownloadUrl makes a signed call that passes', async () => answered(await call('GET', (await downloadUrl(alice)).href)))
await step('a signed call passes once', async () => {
  const url = (await downloadUrl(alice)).href
  answered(await call('GET', url))
  refused(await call('GET', url), wrong)
})
await step('a signed call for another document is refused', async () => {
  const url = await downloadUrl(alice)
  url.searchParams.set('documentId', did.replace('7', '8'))
  refused(await call('GET', url.href), wrong)
})
await step('the AuthToken takes the place of the signature', async () => answered(await unsignedDownload(alice, token)))
await step('and does so again', async () => answered(await unsignedDownload(alice, token)))
await step('neither signature nor AuthToken is refused', async () => {
  const url = await downloadUrl(alice)
  url.searchParams.delete('signature')
  refused(await call('GET', url.href), wrong)
})
await step('the signature is what counts: a bad one is refused though the AuthToken is good', async () => {
  const url = await downloadUrl(alice)
  url.searchParams.set('signature', await sign(bob, 'something else'))
  refused(await call('GET', url.href, withToken(token)), wrong)
})
await step('the signature is what counts: a good one passes though the AuthToken is bad', async () =>
  answered(await call('GET', (await downloadUrl(alice)).href, withToken('no.such.token')))
)
await step('the AuthToken is for its own address alone', async () => refused(await unsignedDownload(bob, token), wrong))
await step('an AuthToken that was tampered with is refused', async () => {
  const [header, , signature] = token.split('.')
  const claims = Buffer.from(JSON.stringify({ exp: seconds(600), address: bob.address })).toString('base64url')
  refused(await unsignedDownload(bob, `${header}.${claims}.${signature}`), wrong)
})

const dataset = { documentId: did, serviceId: '1', transferTxId: transfer }
const algorithm = { documentId: did, serviceId: '2', transferTxId: transfer }
const compute = async (wallet) => ({ consumerAddress: wallet.address, jobId: 'job', documentId: did, nonce: await nextNonce(wallet) })
await step('computeStart signs for itself', async () => {
  assert.notEqual(await provider.computeStart(base, alice, 'env', dataset, algorithm), null)
})
await step('computeStart with the AuthToken', async () => {
  const body = { consumerAddress: alice.address, environment: 'env', dataset, algorithm, nonce: await nextNonce(alice) }
  answered(await call('POST', '/api/services/compute', { ...withToken(token), body }))
})
await step('computeStatus of the library', async () => {
  assert.notEqual(await provider.computeStatus(base, alice.address, 'job'), null)
})
await step('computeStatus with the AuthToken', async () => {
  const target = `/api/services/compute?${query({ consumerAddress: alice.address, jobId: 'job' })}`
  answered(await call('GET', target, withToken(token)))
})
await step('getComputeResultUrl makes a signed call that passes', async () =>
  answered(await call('GET', await provider.getComputeResultUrl(base, alice, 'job', 0)))
)
await step('computeStop with a signature that has no nonce in it is refused', () =>
  assert.rejects(provider.computeStop(did, alice.address, 'job', base, alice, '0x00'))
)
await step('computeStop with the AuthToken', async () =>
  answered(await call('PUT', '/api/services/compute', { ...withToken(token), body: await compute(alice) }))
)
await step('computeStop for another address is refused', async () =>
  refused(await call('PUT', '/api/services/compute', { ...withToken(token), body: await compute(bob) }), wrong)
)

await step('deleteAuthToken with the signature of another wallet is refused', async () => {
  const asked = await deletionOf(alice, token)
  refused(await deletion({ ...asked, signature: await sign(bob, asked.address + asked.nonce) }), wrong, 400)
})
await step("deleteAuthToken by the owner of another address is refused, and the token lives", async () => {
  refused(await deletion(await deletionOf(bob, token)), wrong, 400)
  answered(await unsignedDownload(alice, token))
})
await step('deleteAuthToken', async () =>
  assert.deepEqual(answered(await deletion(await deletionOf(alice, token))), { success: 'Token has been deactivated.' })
)
await step('a deleted token is refused at once', async () => refused(await unsignedDownload(alice, token), ['error']))
await step('a deleted token cannot be deleted again', async () => refused(await deletion(await deletionOf(alice, token)), ['error'], 400))
await step('what is no token cannot be deleted', async () => refused(await deletion(await deletionOf(alice, 'no.such.token')), ['error'], 400))
await step('an expired token is refused', async () => {
  const short = await newToken(alice, seconds(2))
  answered(await unsignedDownload(alice, short))
  await sleep(2500)
  refused(await unsignedDownload(alice, short), ['error'])
})

finish()
