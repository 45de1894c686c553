/** Knows the files that pages load: the design systems' own, and the little of ours. */
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { Router } from 'express'
import { packageFolder } from '../views/renderer.ts'
import { makeReady, sendReady } from './ready.ts'
import type { Ready } from './ready.ts'

const govuk = `${packageFolder('govuk-frontend/package.json')}/dist/govuk`
const moj = `${packageFolder('@ministryofjustice/frontend/package.json')}/moj`
const autocomplete = packageFolder('accessible-autocomplete')
const own = fileURLToPath(new URL('../../assets', import.meta.url))

/** What a journey needs beyond the design system's styles, whoever answers it. */
const journeyStyles = [`${autocomplete}/accessible-autocomplete.min.css`, `${own}/app.css`]

/** A file may name those above it, by their plain addresses; several are sent as one. */
const files: Record<string, string | string[]> = {
  'govuk.css': `${govuk}/govuk-frontend.min.css`,
  'govuk.js': `${govuk}/govuk-frontend.min.js`,
  'moj.css': `${moj}/moj-frontend.min.css`,
  'moj.js': `${moj}/moj-frontend.min.js`,
  'time-out.js': `${own}/time-out.js`,
  'app.css': journeyStyles,
  'public.css': [`${govuk}/govuk-frontend.min.css`, ...journeyStyles],
  'public.js': [`${own}/time-out.js`, `${own}/app.js`],
  'type-ahead.js': [`${autocomplete}/accessible-autocomplete.min.js`, `${own}/type-ahead.js`],
  'staff.css': `${own}/staff.css`,
  'staff.js': `${own}/staff.js`,
  'phone.css': `${own}/phone.css`,
  'letter.css': `${own}/letter.css`,
  'phone.js': `${own}/phone.js`,
}

const types: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

const forever = 'public, max-age=31536000, immutable'
const day = 86_400_000

export interface Assets {
  /** `govuk.css` → `/assets/govuk.<fingerprint>.css`, which never changes. */
  address: (name: string) => string
  router: Router
}

/** The folder's images of lines by their names. */
const linesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => extname(name) === '.svg')
      .map((name) => [name, `${folder}/${name}`]),
  )

/** Reads every file once. */
export function loadAssets(): Assets {
  const addresses = new Map<string, string>()
  const byAddress = new Map<string, Ready>()
  for (const [name, path] of Object.entries(files)) {
    let text = [path]
      .flat()
      .map((one) => readFileSync(one, 'utf8'))
      .join('\n')
    for (const [other, address] of addresses) text = text.replaceAll(`'/assets/${other}'`, `'${address}'`)
    const ready = makeReady(Buffer.from(text), types[extname(name)] ?? '')
    const address = `/assets/${name.replace(/\.(\w+)$/, `.${ready.fingerprint}.$1`)}`
    addresses.set(name, address)
    byAddress.set(address, ready)
  }
  const router = Router()
  router.get('/:file', (request, response, next) => {
    const ready = byAddress.get(`/assets/${request.params.file}`)
    const named = addresses.get(request.params.file)
    if (ready) sendReady(request, response, ready, forever)
    else if (named) response.redirect(named)
    else next()
  })
  const images = { ...linesIn(`${govuk}/assets/images`), ...linesIn(own) }
  for (const [image, path] of Object.entries(images)) {
    const ready = makeReady(readFileSync(path), types['.svg'] ?? '')
    router.get(`/images/${image}`, (request, response) =>
      sendReady(request, response, ready, `public, max-age=${day / 1000}`),
    )
  }
  router.use('/fonts', express.static(`${govuk}/assets/fonts`, { immutable: true, maxAge: 365 * day }))
  for (const folder of [`${govuk}/assets`, `${moj}/assets`]) {
    router.use(express.static(folder, { index: false, maxAge: day }))
  }
  const address = (name: string) => {
    const found = addresses.get(name)
    if (!found) throw new Error(`No asset ${name}`)
    return found
  }
  return { address, router }
}
