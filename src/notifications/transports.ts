/** Knows which transport a configuration asks for. */
import type { Deliver } from './deliver.ts'
import { notifyTransport } from './notify.ts'
import { notifyEndings } from './notifyStatus.ts'
import type { ReadEnding } from './notifyStatus.ts'
import { smtpTransport } from './smtp.ts'

/** The part of the configuration that is about sending. */
export interface EmailConfig {
  transport: 'demo' | 'smtp' | 'notify'
  smtpUrl?: string
  from?: string
  notify?: { apiKey: string; url: string; emailTemplate: string; smsTemplate?: string }
}

export interface TransportMeans {
  publicUrl: string
  now: () => Date
  /** The demo's mailbox; only `npm start` gives one. */
  demo?: Deliver
}

/** The configured transport; nothing when what it needs is missing. */
export function transportFor(
  { transport, smtpUrl, from, notify }: EmailConfig,
  { publicUrl, now, demo }: TransportMeans,
): Deliver | undefined {
  if (transport === 'demo') return demo
  if (transport === 'smtp') return smtpUrl && from ? smtpTransport({ url: smtpUrl, from }) : undefined
  return notify && notifyTransport({ ...notify, publicUrl, now })
}

/** Whether what is configured takes text messages, so that they can be offered; the demo's mailbox shows them. */
export const sendsTexts = ({ transport, notify }: EmailConfig): boolean =>
  transport === 'demo' || (transport === 'notify' && notify?.smsTemplate !== undefined)

/** How it is learned what became of a message that no receipt tells of; nothing where nobody can be asked. */
export const endingsFor = ({ transport, notify }: EmailConfig): ReadEnding | undefined =>
  transport === 'notify' && notify ? notifyEndings(notify) : undefined
