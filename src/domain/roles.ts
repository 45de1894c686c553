export const roles = ['clerk', 'manager', 'agent', 'analyst', 'administrator'] as const

/** What a member of staff may be. Specification §1. */
export type Role = (typeof roles)[number]
