comment on table notice is '通知: one final state that a merchant is to be told of (M12); one that is over is deleted after suanpan.keep.notices (180 days) by the job forget-notices, for its order says how it ended';
comment on table notice_try is '通知记录: each try to deliver a notice; deleted after suanpan.keep.notice-tries (180 days) by the job forget-notice-tries';
