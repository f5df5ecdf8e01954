package com.suanpan.notify;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;

/// A control of the bench, in this room because only here are notices sent: instead of handing a new
/// notice to a thread of its own, keeps it until the callback that caused it comes by, and sends it there.
@NullMarked
public final class NoticesInline {

    private static final String DISPATCHER = "noticeDispatcher";

    private NoticesInline() {}

    /// Replaces the dispatcher, and adds the filter that lets callbacks wait.
    public static void wire(ConfigurableApplicationContext context) {
        context.addBeanFactoryPostProcessor(NoticesInline::replace);
    }

    private static void replace(ConfigurableListableBeanFactory beans) {
        BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beans;
        registry.removeBeanDefinition(DISPATCHER);
        registry.registerBeanDefinition(DISPATCHER, autowired(Kept.class));
        registry.registerBeanDefinition("callbacksWait", autowired(CallbacksWait.class));
    }

    private static BeanDefinition autowired(Class<?> type) {
        RootBeanDefinition definition = new RootBeanDefinition(type);
        definition.setAutowireMode(RootBeanDefinition.AUTOWIRE_CONSTRUCTOR);
        return definition;
    }

    /// New notices wait here, by the number of their flow; what the sweep claims goes its usual way.
    static final class Kept extends NoticeDispatcher {

        private final Map<String, Notice> fresh = new ConcurrentHashMap<>();
        private final NoticeSender sender;

        Kept(NoticeSender sender, NoticeLimits limits, Clock clock) {
            super(sender::send, limits, clock);
            this.sender = sender;
        }

        @Override
        void take(List<Notice> notices) {
            List<Notice> swept =
                    notices.stream().filter(notice -> notice.claim() > 1 || !kept(notice)).toList();
            if (!swept.isEmpty()) {
                super.take(swept);
            }
        }

        private boolean kept(Notice notice) {
            String flowNo = between(notice.content(), "\"flow_no\":\"");
            return !flowNo.isEmpty() && fresh.put(flowNo, notice) == null;
        }

        void deliver(String flowNo) {
            Notice notice = fresh.remove(flowNo);
            if (notice != null) {
                sender.send(notice);
            }
        }
    }

    static final class CallbacksWait extends OncePerRequestFilter {

        private static final int LARGEST = 64 * 1024;

        private final Kept kept;

        CallbacksWait(Kept kept) {
            this.kept = kept;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !request.getRequestURI().startsWith("/callback/");
        }

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            ContentCachingRequestWrapper read = new ContentCachingRequestWrapper(request, LARGEST);
            chain.doFilter(read, response);
            kept.deliver(between(read.getContentAsString(), "\"order_no\":\""));
        }
    }

    private static String between(String text, String before) {
        int from = text.indexOf(before);
        int end = from < 0 ? -1 : text.indexOf('"', from + before.length());
        return end < 0 ? "" : text.substring(from + before.length(), end);
    }
}
