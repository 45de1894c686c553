const select = document.querySelector('[data-type-ahead]')
const words = select.dataset

const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_match, name) => values[name] ?? '')

window.accessibleAutocomplete.enhanceSelectElement({
  selectElement: select,
  defaultValue: '',
  autoselect: false,
  showAllValues: false,
  tNoResults: () => words.noResults,
  tStatusNoResults: () => words.noResults,
  tStatusQueryTooShort: (count) => fill(words.queryTooShort, { count }),
  tStatusSelectedOption: (option, count, index) =>
    fill(words.position, { option, count, position: index + 1 }),
  tStatusResults: (count, option) =>
    fill(count === 1 ? words.oneResult : words.manyResults, { count, option }),
  tAssistiveHint: () => words.hint,
})

// What was typed in full counts as chosen; what names no prison chooses none.
select.form.addEventListener('submit', () => {
  const typed = document.querySelector('input#prison').value.trim().toLowerCase()
  const option = [...select.options].find(({ value, text }) => value && text.trim().toLowerCase() === typed)
  select.value = option ? option.value : ''
})
