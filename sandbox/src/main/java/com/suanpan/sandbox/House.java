package com.suanpan.sandbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// Sends each call to the room that answers it.
record House(
        Providers providers,
        Desk desk,
        Control control,
        PayerDoor payer,
        AppDoor app,
        MerchantStub merchant) {

    private static final Logger LOG = System.getLogger(House.class.getName());

    Answer answer(Call call) {
        try {
            Optional<Provider> provider = providers.serving(call);
            return provider.isPresent()
                    ? desk.serve(provider.get(), call)
                    : new Answer.Whole(own(call));
        } catch (Refusal e) {
            return new Answer.Whole(e.reply());
        } catch (IllegalArgumentException e) {
            return new Answer.Whole(
                    Reply.problem(400, "PARAM_ERROR", String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, call.method() + " " + call.path(), e);
            return new Answer.Whole(Reply.problem(500, "BUG", e.toString()));
        }
    }

    private Reply own(Call call) {
        String path = call.path();
        if (path.startsWith("/control/")) {
            return control.answer(call);
        }
        if (path.startsWith("/merchant/")) {
            return merchant.answer(call);
        }
        if (path.startsWith("/app/")) {
            return app.answer(call);
        }
        if (path.equals("/") || path.startsWith("/payer")) {
            return payer.answer(call);
        }
        return Reply.problem(404, "NOT_FOUND", path);
    }
}
