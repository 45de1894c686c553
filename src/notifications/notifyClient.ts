/** Knows how GOV.UK Notify is reached, and what it means when it is not (standards N2, N4). */
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios, { isAxiosError } from 'axios'
import type { AxiosResponse } from 'axios'
import { NotifyClient } from 'notifications-node-client'
import { DeliveryError } from './deliver.ts'

export interface NotifyAccess {
  apiKey: string
  /** Without a slash at the end. */
  url: string
  /** Milliseconds that one request may take in all; below the database's limit for an idle transaction. */
  timeout?: number
}

/** A client that keeps its connections, and gives every answer, whatever its status. */
export function notifyClient({ url, apiKey, timeout = 8000 }: NotifyAccess): NotifyClient {
  const http = axios.create({
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
    maxContentLength: 1_000_000,
    maxRedirects: 0,
    proxy: false,
    validateStatus: () => true,
  })
  http.interceptors.request.use((request) => ({ ...request, signal: AbortSignal.timeout(timeout) }))
  const client = new NotifyClient(url, apiKey)
  // The same library; the client's types see its CommonJS face, which TypeScript holds for another.
  client.setClient(http as unknown as Parameters<NotifyClient['setClient']>[0])
  return client
}

/** The answer of which only a part came. Without any, the error says why in a code, and keeps nothing of the request. */
export function answerIn(error: unknown): AxiosResponse<unknown> {
  if (isAxiosError<unknown>(error) && error.response) return error.response
  throw new DeliveryError((isAxiosError(error) && error.code) || 'unknown')
}
