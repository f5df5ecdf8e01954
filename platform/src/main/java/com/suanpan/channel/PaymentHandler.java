package com.suanpan.channel;

import com.suanpan.number.NumberForm;
import java.util.List;

/// The contract of a channel (支付处理器): one class a scene, held by Spring, found by its pay method.
///
/// A provider's base class implements everything but `method` and `start`, so all handlers of one
/// provider answer the rest alike. Abilities beyond this contract are further interfaces (`Closes`,
/// `Refunds`, `ReadsReturns`, `IdentifiesPayers`); what a channel cannot do it does not implement.
///
/// No method throws for what a peer did: that is an outcome. Each may throw `BrokenAccount`. None is
/// called while a database connection is held (M3). None retries.
public interface PaymentHandler {

    /// The event of a callback about a payment, the last word of its address.
    String PAYMENT = "payment";

    /// The event of a callback about a refund.
    String REFUND = "refund";

    /// The one pay method that this class starts.
    PayMethod method();

    /// The provider's names, for payers and operators.
    ProviderNames names();

    /// The account settings that this provider reads.
    List<Setting> settings();

    /// The form of the numbers that this channel takes.
    NumberForm numberForm();

    /// How often it may be asked, and when silence becomes an answer.
    AskPlan askPlan();

    /// Whether sending the same start under the same number again is safe and gives the credential
    /// again (M6). To such a repeat `Refused` says nothing about the first sending: ask.
    boolean startMayRepeat();

    /// Whether starting calls the provider. Where it does not, the provider first hears of the payment
    /// from the payer's browser or app, and a slow provider keeps nobody from starting.
    boolean startCalls();

    /// Starts a payment: one call to the provider at most.
    StartResult start(ChannelAccount account, StartOrder order);

    /// Asks about a payment: one call. Another amount than the flow's is told as it is (M8, M11);
    /// another number, merchant or currency contradicts.
    QueryResult query(ChannelAccount account, FlowRef flow);

    /// Reads a callback: signature over the raw bytes with this account's keys, then the merchant
    /// number (M11, steps two and three). Calls nobody.
    CallbackResult read(ChannelAccount account, String event, RawCallback callback);

    /// What this provider wants to hear when a callback was taken.
    Acknowledgement taken();

    /// What this provider wants to hear when a callback was refused or could not be stored now, so
    /// that a genuine one comes again.
    Acknowledgement refused();

    /// Parses keys and settings of an account, to say early what is wrong; throws `BrokenAccount`.
    void check(ChannelAccount account);
}
