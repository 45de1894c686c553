import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** The command line of a process, its words ending in spaces; empty if there is none or it has ended. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return listedCommand(pid)
  }
}

/** Waits until a process has ended; false if it has not within so many milliseconds. */
export async function isGone(pid: number, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 50) {
    if (commandOf(pid) === '') return true
    await pause(50)
  }
  return false
}

// Systems without /proc (macOS) have ps.
function listedCommand(pid: number): string {
  try {
    const listing = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return `${listing.toString().trim()} `
  } catch {
    return ''
  }
}
