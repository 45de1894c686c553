/** What is made once for keys that come again and again; all is forgotten once there is much of it. */
export function remembered<Key extends string | number, Made extends object>(most = 1000) {
  const kept = new Map<Key, Made>()
  return (key: Key, make: () => Made): Made => {
    const known = kept.get(key)
    if (known) return known
    if (kept.size >= most) kept.clear()
    const made = make()
    kept.set(key, made)
    return made
  }
}
