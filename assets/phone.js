const twoDigits = (number) => String(number).padStart(2, '0')

// The server has counted up to when it made the page; a page that the browser kept has grown older since.
for (const time of document.querySelectorAll('[data-handled]:not([data-paused])')) {
  const began = window.performance.timeOrigin - Number(time.dataset.handled) * 1000
  const show = () => {
    const seconds = Math.floor((Date.now() - began) / 1000)
    const minutes = `${Math.floor(seconds / 60)}:${twoDigits(seconds % 60)}`
    time.textContent = time.dataset.words.replace('0:00', minutes)
  }
  show()
  window.setInterval(show, 1000)
}
