/// The providers, played by us (沙箱): their wire protocols, a payer's page, a merchant that receives
/// notices, and knobs that make all of it misbehave. Shares no code with the platform, so that a
/// protocol is read twice.
@NullMarked
package com.suanpan.sandbox;

import org.jspecify.annotations.NullMarked;
