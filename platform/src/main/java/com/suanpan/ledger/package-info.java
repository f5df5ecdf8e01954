/// The ledger 账务: accounts, postings and entries, double-entry and never edited.
@org.springframework.modulith.ApplicationModule(
        displayName = "账务",
        allowedDependencies = {"money", "number", "problem", "store"})
@org.jspecify.annotations.NullMarked
package com.suanpan.ledger;
