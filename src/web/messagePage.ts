/** Knows the pages of areas where staff sign in that say one thing and where to go next. */
import type { Response } from 'express'
import { translator } from '../text/translate.ts'
import { printed } from '../views/printed.ts'
import type { SignInPage } from './signIn.ts'

export type MessagePage = SignInPage | 'noRole' | 'changed'

const nextAddresses: Record<MessagePage, string | undefined> = {
  signedOut: '/staff/sign-in',
  notSignedIn: '/staff/sign-in',
  signInUnavailable: '/staff/sign-in',
  timedOut: '/staff/sign-in',
  noRole: undefined,
  changed: undefined,
}

/** Shows the page whose texts are at `staff.messages.<page>`; the link's address may be given. */
export function showMessage(response: Response, page: MessagePage, address = nextAddresses[page]): void {
  const { text } = translator('en')
  const part = (name: string) => text(`staff.messages.${page}.${name}`)
  response.render('staff/message', {
    title: part('title'),
    text: part('text'),
    link: address && { href: printed(address), text: part('link') },
  })
}
