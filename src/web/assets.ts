/** Knows the files that pages load: the design systems' own, and the little of ours. */
import { fileURLToPath } from 'node:url'
import express, { Router } from 'express'
import { packageFolder } from '../views/renderer.ts'

const govuk = `${packageFolder('govuk-frontend/package.json')}/dist/govuk`
const moj = `${packageFolder('@ministryofjustice/frontend/package.json')}/moj`
const autocomplete = packageFolder('accessible-autocomplete')
const own = fileURLToPath(new URL('../../assets', import.meta.url))

const files = {
  'govuk.css': `${govuk}/govuk-frontend.min.css`,
  'govuk.js': `${govuk}/govuk-frontend.min.js`,
  'moj.css': `${moj}/moj-frontend.min.css`,
  'moj.js': `${moj}/moj-frontend.min.js`,
  'autocomplete.css': `${autocomplete}/accessible-autocomplete.min.css`,
  'autocomplete.js': `${autocomplete}/accessible-autocomplete.min.js`,
}

const year = { immutable: true, maxAge: '365d' }

/** Serves `/assets`. Fonts carry their own fingerprint; the rest is asked for again by its ETag. */
export function assets(): Router {
  const router = Router()
  for (const [name, path] of Object.entries(files)) {
    router.get(`/${name}`, (_request, response) =>
      response.sendFile(path, { cacheControl: false, headers: { 'Cache-Control': 'no-cache' } }),
    )
  }
  router.use('/fonts', express.static(`${govuk}/assets/fonts`, year))
  for (const folder of [own, `${govuk}/assets`, `${moj}/assets`]) {
    router.use(
      express.static(folder, {
        index: false,
        setHeaders: (response) => response.setHeader('Cache-Control', 'no-cache'),
      }),
    )
  }
  return router
}
