// The payer's page comes alive: it hears where its order stands, counts the time that is left, and
// calls the provider's app. Without this file all but the last works by loading the page again.
(() => {
  'use strict';

  const live = document.getElementById('live');
  const main = () => document.querySelector('main');
  const isLive = () => main().dataset.live === 'true';
  const say = text => { live.textContent = text; };

  // --- where the order stands -------------------------------------------------------------------

  let events = null;
  let asking = 0;
  let counting = 0;
  let leaving = 0;
  let loading = false;
  let awayUntil = 0; // a choice is on its way, and what it brings is a page of its own

  const isAway = () => Date.now() < awayUntil;

  function heard(stage) {
    if (stage !== main().dataset.stage) refresh();
  }

  /** Puts what the server shows now into this page, without a jump and without losing the reader. */
  async function refresh() {
    if (loading || isAway()) return;
    loading = true;
    try {
      const answer = await fetch(main().dataset.page, { cache: 'no-store' });
      const seen = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const next = seen.querySelector('main[data-stage]');
      if (!next) throw new Error('no page');
      if (isAway()) return;
      const inside = main().contains(document.activeElement);
      main().replaceWith(next);
      document.title = seen.title;
      say(next.dataset.say);
      if (inside) main().querySelector('h1')?.focus();
      begin();
    } catch {
      setTimeout(refresh, 3000);
    } finally {
      loading = false;
    }
  }

  function watch() {
    if (!isLive()) {
      events?.close();
      events = null;
      clearInterval(asking);
    } else if (!('EventSource' in window)) {
      askNowAndThen();
    } else if (!events) {
      events = new EventSource(main().dataset.stages);
      events.onmessage = event => heard(event.data);
      events.onerror = () => {
        if (events?.readyState === EventSource.CLOSED) askNowAndThen();
      };
    }
  }

  function askNowAndThen() {
    clearInterval(asking);
    asking = setInterval(ask, 4000);
  }

  async function ask() {
    if (!isLive() || document.hidden) return;
    try {
      const answer = await fetch(main().dataset.one, { cache: 'no-store' });
      if (answer.ok) heard(await answer.text());
    } catch {
      // The next question is near.
    }
  }

  // --- the time that is left --------------------------------------------------------------------

  function count() {
    clearInterval(counting);
    const timer = main().querySelector('[data-left]');
    if (!timer) return;
    const until = Date.now() + Number(timer.dataset.left) * 1000;
    let warned = Number(timer.dataset.left) < 60;
    counting = setInterval(() => {
      const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      timer.textContent = clock(left);
      timer.classList.toggle('soon', left < 60);
      if (left < 60 && !warned) {
        warned = true;
        say(timer.dataset.soon);
      }
      if (left === 0) {
        clearInterval(counting);
        setTimeout(refresh, 1500);
      }
    }, 500);
  }

  function clock(seconds) {
    const two = n => String(n).padStart(2, '0');
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
  }

  // --- the provider's app -----------------------------------------------------------------------

  const DONE = 'done';
  const CANCELLED = 'cancelled';
  const FAILED = 'failed';

  const bridges = {
    WECHAT: (parameters, then) => whenReady('WeixinJSBridge', bridge =>
      bridge.invoke('getBrandWCPayRequest', parameters, answer => {
        const said = String(answer.err_msg).split(':').pop();
        then(said === 'ok' ? DONE : said === 'cancel' ? CANCELLED : FAILED);
      })),
    ALIPAY: (parameters, then) => whenReady('AlipayJSBridge', bridge =>
      bridge.call('tradePay', parameters, answer => {
        const code = String(answer.resultCode);
        then(['9000', '8000', '6004'].includes(code) ? DONE : code === '6001' ? CANCELLED : FAILED);
      })),
  };

  function whenReady(name, use) {
    if (window[name]) use(window[name]);
    else document.addEventListener(name + 'Ready', () => use(window[name]), { once: true });
  }

  let inApp = null; // the attempt that the app asks about now
  let last = null; // the attempt that it asked about before, and what came of it

  /** This page may be put anew while the app asks and afterwards: what came of it is not lost. */
  function payInApp() {
    const box = main().querySelector('.bridge');
    if (!box) return;
    const flow = box.dataset.flow;
    const pay = () => {
      inApp = flow;
      last = null;
      show(box);
      bridges[box.dataset.provider](JSON.parse(box.dataset.parameters), outcome => told(flow, outcome));
    };
    show(box);
    box.querySelector('button').addEventListener('click', () => {
      if (!box.querySelector('button').hasAttribute('aria-busy')) pay();
    });
    const opened = 'opened:' + flow;
    if (!sessionStorage.getItem(opened)) {
      sessionStorage.setItem(opened, 'yes');
      pay();
    }
  }

  function told(flow, outcome) {
    inApp = null;
    last = { flow, outcome };
    const box = main().querySelector('.bridge');
    if (box) show(box);
    ask();
  }

  function show(box) {
    const outcome = last?.flow === box.dataset.flow ? last.outcome : null;
    if (outcome) box.querySelector('.said').textContent = box.dataset[outcome];
    const button = box.querySelector('button');
    if (inApp === box.dataset.flow || outcome === DONE) button.setAttribute('aria-busy', 'true');
    else button.removeAttribute('aria-busy');
  }

  // --- the way on -------------------------------------------------------------------------------

  function goBack() {
    clearTimeout(leaving);
    const back = main().querySelector('a[data-soon]');
    if (back) {
      leaving = setTimeout(() => location.replace(back.href), Number(back.dataset.soon) * 1000);
    }
  }

  function begin() {
    watch();
    count();
    payInApp();
    goBack();
  }

  document.addEventListener('submit', event => {
    const button = event.target.querySelector('button');
    if (button.hasAttribute('aria-busy')) event.preventDefault();
    button.setAttribute('aria-busy', 'true');
    awayUntil = Date.now() + 15000;
    setTimeout(ask, 15100);
  });
  window.addEventListener('pageshow', event => {
    awayUntil = 0;
    document.querySelectorAll('form [aria-busy]').forEach(b => b.removeAttribute('aria-busy'));
    if (event.persisted) refresh();
  });
  document.addEventListener('visibilitychange', ask);
  begin();
})();
