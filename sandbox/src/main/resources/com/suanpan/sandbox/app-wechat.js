// What WeChat's app puts into the pages that it shows, as far as paying goes. For a browser that calls
// itself MicroMessenger; like the app it comes a little after the page.
(() => {
  const pay = (asked, done) => {
    const shown = window.open("{{base}}/app/wechat/pay?" + new URLSearchParams(asked), "sandbox-app");
    if (!shown) return done({ err_msg: "get_brand_wcpay_request:fail" });
    let gone = 0;
    const end = (result) => {
      clearInterval(watch);
      removeEventListener("message", hear);
      done({ err_msg: "get_brand_wcpay_request:" + result });
    };
    const hear = (event) => event.source === shown && event.data.sandbox && end(event.data.sandbox);
    const watch = setInterval(() => shown.closed && ++gone > 3 && end("cancel"), 100);
    addEventListener("message", hear);
  };
  const come = () => {
    window.WeixinJSBridge = {
      invoke: (name, asked, done) =>
        name === "getBrandWCPayRequest" ? pay(asked, done) : done({ err_msg: name + ":fail" }),
      on: () => {},
      call: () => {},
    };
    document.dispatchEvent(new Event("WeixinJSBridgeReady"));
  };
  addEventListener("DOMContentLoaded", () => setTimeout(come, 50));
})();
