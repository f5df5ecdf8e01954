package com.suanpan.bench;

/// One chapter of the story. It tells nothing that it does not check with the witnesses.
interface Chapter {

    /// In English, with the Chinese word.
    String title();

    /// What must happen well before the chapter is told.
    default void begin(Scene scene) {}

    void play(Scene scene);
}
