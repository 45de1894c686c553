const dialog = document.querySelector('[data-time-out]')

/** Warns who was idle for long, and leads on when the time is over; every open page of the service counts. */
function watch({ stay, ended, warnAfter, endAfter }) {
  let since = Date.now()
  const renew = () => {
    since = Date.now()
    if (dialog.open) dialog.close()
  }
  const tabs = new window.BroadcastChannel(`time-out ${stay}`)
  tabs.addEventListener('message', renew)
  tabs.postMessage('in use')

  const goOn = async () => {
    const answer = await window.fetch(stay, { redirect: 'manual' }).catch(() => undefined)
    if (answer?.status !== 204) {
      window.location.assign(ended)
      return
    }
    renew()
    tabs.postMessage('in use')
  }
  dialog.querySelector('button').addEventListener('click', goOn)
  dialog.addEventListener('cancel', goOn)

  window.setInterval(() => {
    const idle = Date.now() - since
    if (idle >= Number(endAfter)) window.location.assign(ended)
    else if (idle >= Number(warnAfter) && !dialog.open) dialog.showModal()
  }, 1000)
}

if (dialog) watch(dialog.dataset)
