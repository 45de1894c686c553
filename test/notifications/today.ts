// Real time, for tests that start worker processes: these look at no clock of ours.
import { makeSlots } from '../../src/actions/makeSlots.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { clock } from '../clock.ts'

/** Sets the clock of the tests to the real moment, with slots to book from there, to which `forgetVisits` returns. */
export async function liveToday(owner: Database): Promise<void> {
  clock.set(new Date().toISOString())
  await makeSlots(owner, clock.now())
  await owner.raw('delete from pristine.slots')
  await owner.raw('insert into pristine.slots select * from slots')
}

/** Asks every few milliseconds until it is so, for 20 seconds at most. */
export async function until(db: Database, isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = performance.now() + 20_000; !(await isSo());) {
    if (performance.now() > end) throw new Error(`It never came to ${isSo.toString()}`)
    await query(db, 'select pg_sleep(0.02)')
  }
}

/** The jobs that a dead worker has locked look as if that were two minutes ago. */
export async function twoMinutesLater(db: Database): Promise<void> {
  await query(
    db,
    `update graphile_worker._private_jobs set locked_at = locked_at - interval '2 minutes'
     where locked_at is not null`,
  )
}
