/** Every sentence of the phone page, in both languages. */

const vi = {
  number: "Số thứ tự",
  sample: "Dữ liệu mẫu",
  priority: "Ưu tiên",
  ahead: "Trước ông/bà",
  turns: "lượt",
  counter: "Quầy",
  counterNumber: (number) => `Quầy số ${number}`,
  more: (count) => `+${count}`,
  honest: ["Người thuộc diện ưu tiên", "có thể được mời trước."],
  soon: "Sắp đến lượt ông/bà, mời ông/bà ở gần quầy.",
  called: (number) => `Mời đến quầy số\u00a0${number}`,
  calledAt: (time) => `Đã gọi lúc ${time}`,
  tooLate: "Không kịp đến? Xin báo Bàn hướng dẫn.",
  lastCall: "Vừa gọi",
  notify: "Báo khi đến lượt",
  notified: "Sẽ báo khi đến lượt",
  notifyHow: "Xin để trang này mở, máy sẽ rung và kêu.",
  closed: (time) => (time ? `Ngoài giờ tiếp nhận. Mời ông/bà trở lại từ ${time}, số vẫn có giá trị.` : "Ngoài giờ tiếp nhận."),
  connected: (time) => `Đã kết nối. Số liệu lúc ${time}`,
  lost: (time) => (time ? `Mất kết nối. Số liệu lúc ${time}` : "Mất kết nối"),
  starting: "Đang kết nối…",
  titleAhead: (number, ahead) => `${number} · trước ông/bà ${ahead} lượt`,
  other: "English",
  states: {
    serving: { title: "Đang phục vụ", text: (counter) => (counter ? `Ông/bà đang được phục vụ tại quầy số ${counter}.` : "Ông/bà đang được phục vụ.") },
    held: { title: "Tạm chờ", text: () => "Quầy giữ lượt cho ông/bà. Khi xong việc, mời ông/bà trở lại quầy." },
    done: { title: "Đã phục vụ", text: () => "Lượt của ông/bà đã xong. Cảm ơn ông/bà." },
    no_show: { title: "Vắng mặt", text: () => "Số của ông/bà đã được gọi. Nếu còn cần làm thủ tục, xin ông/bà báo Bàn hướng dẫn trong hôm nay." },
    cancelled: { title: "Đã hủy", text: () => "Số này đã được hủy. Nếu cần, mời ông/bà lấy số mới tại Máy lấy số hoặc Bàn hướng dẫn." },
    expired: { title: "Hết giờ, chưa được phục vụ", text: () => "Rất tiếc, ngày làm việc đã kết thúc trước lượt của ông/bà. Mời ông/bà lấy số vào ngày làm việc tiếp theo." },
  },
};

const en = {
  number: "Your number",
  sample: "Sample data",
  priority: "Priority",
  ahead: "Ahead of you",
  turns: "people",
  counter: "Counter",
  counterNumber: (number) => `Counter ${number}`,
  more: (count) => `+${count}`,
  honest: ["People with priority", "may be called first."],
  soon: "It is nearly your turn, please stay close to the counters.",
  called: (number) => `Please go to counter\u00a0${number}`,
  calledAt: (time) => `Called at ${time}`,
  tooLate: "Not there in time? Please tell the reception desk.",
  lastCall: "Just called",
  notify: "Tell me when it is my turn",
  notified: "You will be told",
  notifyHow: "Keep this page open: the phone will vibrate and sound.",
  closed: (time) => (time ? `Outside opening hours. Please come back from ${time}, your number stays valid.` : "Outside opening hours."),
  connected: (time) => `Connected. As of ${time}`,
  lost: (time) => (time ? `Connection lost. As of ${time}` : "Connection lost"),
  starting: "Connecting…",
  titleAhead: (number, ahead) => `${number} · ${ahead} ahead of you`,
  other: "Tiếng Việt",
  states: {
    serving: { title: "Being served", text: (counter) => (counter ? `You are being served at counter ${counter}.` : "You are being served.") },
    held: { title: "On hold", text: () => "The counter keeps your turn. When you are ready, please go back to it." },
    done: { title: "Served", text: () => "Your turn is finished. Thank you." },
    no_show: { title: "Not there when called", text: () => "Your number was called. If you still need to be served, please tell the reception desk today." },
    cancelled: { title: "Cancelled", text: () => "This number is cancelled. If you need one, please take a new number at the kiosk or the reception desk." },
    expired: { title: "Not served before closing", text: () => "We are sorry: the working day ended before your turn. Please take a number on the next working day." },
  },
};

const LANGUAGES = { vi, en };

/** The words of a language; Vietnamese when there are none of that. */
export function wordsOf(language) {
  return LANGUAGES[language] ?? vi;
}
