/** Stands between browsers and the service and notes every answer, so that a test can look through all of them. */
import { createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface Recorded {
  method: string
  /** With its query. */
  address: string
  status: number
  location: string
  type: string
  body: string
}

/** Starts one in front of the service at that address; give browsers its own address instead. Closed after the tests. */
export async function recorderOf(service: string): Promise<{ url: string; answers: Recorded[] }> {
  const answers: Recorded[] = []
  let url = ''
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url: address = '/' } = incoming
    const headers = { ...incoming.headers, host: new URL(service).host, 'accept-encoding': 'identity' }
    const forward = ask(service + address, { method, headers }, (answer) => {
      void buffer(answer).then((body) => {
        const { statusCode: status = 0, headers: given } = answer
        const { location = '', 'content-type': type = '' } = given
        answers.push({ method, address, status, location, type, body: body.toString() })
        const there = location.startsWith(service) ? url + location.slice(service.length) : location
        outgoing.writeHead(status, { ...given, ...(location && { location: there }) }).end(body)
      })
    })
    incoming.pipe(forward)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  })
  return { url, answers }
}

const closing: (() => Promise<void>)[] = []

afterAll(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})
