package com.suanpan.bench;

import java.util.List;

/// The chapters in the order in which they are told. The one that needs a minute begins first and is
/// told last.
final class Story {

    private final List<Chapter> chapters =
            List.of(
                    new WechatScanned(),
                    new AlipayPage(),
                    new LostCallback(),
                    new PaidTwice(),
                    new MerchantDown(),
                    new RepeatedCall(),
                    new ForgedCallback(),
                    new WrongAmount(),
                    new GivenBack(),
                    new PaidAtExpiry());

    private final Scene scene;

    Story(Scene scene) {
        this.scene = scene;
    }

    /// Plays all; `afterFirst` is done when the first order has been paid.
    void play(Runnable afterFirst) {
        chapters.forEach(chapter -> chapter.begin(scene));
        play(chapters.getFirst());
        afterFirst.run();
        chapters.stream().skip(1).forEach(this::play);
    }

    private void play(Chapter chapter) {
        scene.telling.chapter(chapter.title());
        try {
            chapter.play(scene);
        } catch (Halt e) {
            scene.telling.failed(e.sentence());
        }
    }
}
