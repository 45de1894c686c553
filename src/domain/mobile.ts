/** A mobile number as it is kept, `+447700900123`, from how people write it; without a country it is a British one. */
export function parseMobile(text: string): string | undefined {
  const tidy = text.replace(/\(0\)|[\s().-]/g, '').replace(/^00/, '+')
  const number = tidy.replace(/^0/, '+44')
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined
}
