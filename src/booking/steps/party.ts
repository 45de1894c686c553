/** Knows who is to come, by whichever question asked for them. */
import type { PartyMember } from '../../domain/party.ts'
import type { Answers } from '../../journey/step.ts'
import { officialPartyOf } from './officialParty.ts'
import { socialPartyOf } from './otherVisitors.ts'

/** The whole party, the main visitor first. */
export const partyOf = (answers: Answers): PartyMember[] => officialPartyOf(answers) ?? socialPartyOf(answers)
