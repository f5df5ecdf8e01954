// What Alipay's app puts into the pages that it shows, as far as paying goes. For a browser that calls
// itself AlipayClient; like the app it comes a little after the page.
(() => {
  const codes = { ok: "9000", cancel: "6001", fail: "4000" };
  const pay = (asked, done) => {
    const shown = window.open("{{base}}/app/alipay/pay?" + new URLSearchParams(asked), "sandbox-app");
    if (!shown) return done({ resultCode: codes.fail });
    let gone = 0;
    const end = (result) => {
      clearInterval(watch);
      removeEventListener("message", hear);
      done({ resultCode: codes[result] });
    };
    const hear = (event) => event.source === shown && event.data.sandbox && end(event.data.sandbox);
    const watch = setInterval(() => shown.closed && ++gone > 3 && end("cancel"), 100);
    addEventListener("message", hear);
  };
  const come = () => {
    window.AlipayJSBridge = {
      call: (name, asked, done) =>
        name === "tradePay" ? pay(asked, done) : done({ error: 1, errorMessage: "no such call" }),
    };
    document.dispatchEvent(new Event("AlipayJSBridgeReady"));
  };
  addEventListener("DOMContentLoaded", () => setTimeout(come, 50));
})();
