// What every client script shares: steps that are told and counted, calls by fetch, and what counts as a refusal.
import assert from 'node:assert/strict'

export const base = (process.env.BASE_URL ?? '').replace(/\/+$/, '')
export const admin = process.env.ADMIN_TOKEN

let passed = 0
let failed = 0

// Runs one step, tells how it ended, and gives its result to the steps that build on it.
export async function step(name, run) {
  try {
    const result = await run()
    passed += 1
    console.log(`PASS ${name}`)
    return result
  } catch (error) {
    failed += 1
    console.log(`FAIL ${name}: ${error?.message ?? JSON.stringify(error)}`)
    return undefined
  }
}

export function skip(name, because) {
  console.log(`SKIP ${name}: ${because}`)
}

export function finish() {
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}

// One call. An object as body goes as JSON, a text as it stands.
export async function call(method, target, { bearer, headers = {}, body } = {}) {
  const sent = { ...headers }
  if (bearer !== undefined) sent.Authorization = `Bearer ${bearer}`
  if (body !== undefined && typeof body !== 'string') sent['Content-Type'] = 'application/json'
  const response = await fetch(target.startsWith('http') ? target : base + target, {
    method,
    headers: sent,
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parsed(text) }
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function answered(answer, status = 200) {
  assert.equal(answer.status, status, `expected ${status}, but got ${answer.status}: ${answer.text}`)
  return answer.json
}

// A refusal is a 4xx with a JSON body that has one of these members; which status, where it is given.
export function refused(answer, members, status) {
  const wanted = status === undefined ? 'a refusal' : `${status}`
  const told = `expected ${wanted}, but got ${answer.status}: ${answer.text}`
  assert.ok(status === undefined ? answer.status >= 400 && answer.status < 500 : answer.status === status, told)
  assert.ok(answer.json && members.some((member) => member in answer.json), `no ${members.join(' or ')} in ${answer.text}`)
  return answer.json
}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
