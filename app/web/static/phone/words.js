/** Every sentence of the phone page, in both languages. */

const vi = {
  number: "Số thứ tự",
  sample: "Dữ liệu mẫu",
  priority: "Ưu tiên",
  ahead: "Trước ông/bà",
  turns: "lượt",
  counter: "Quầy",
  counterNumber: (number) => `Quầy số\u00a0${number}`,
  more: (count) => `+${count}`,
  honest: ["Người thuộc diện ưu tiên", "có thể được mời trước."],
  soon: "Sắp đến lượt ông/bà, mời ông/bà ở gần quầy.",
  waitsFor: (number) => `Ông/bà chờ quầy số\u00a0${number} gọi.`,
  moved: (from) => `Đã chuyển từ ${from}. Số và thứ tự của ông/bà giữ nguyên.`,
  further: (from) => `Xong phần ${from}. Ông/bà giữ nguyên số cho lượt này.`,
  hours: {
    before: (time) => `Các quầy làm việc từ ${time}.`,
    between: (time) => `Giờ nghỉ giữa hai buổi. Các quầy làm việc lại từ ${time}, số của ông/bà vẫn có giá trị.`,
    after: "Đã hết giờ nhận số. Quầy còn mở vẫn gọi tiếp, mời ông/bà ở gần quầy.",
    holiday: "Hôm nay Trung tâm thôi phát số mới. Số của ông/bà vẫn có giá trị.",
    anotherDay: (day, time) => `Số của ${day}. Mời ông/bà đến từ ${time}.`,
  },
  called: (number) => `Mời đến quầy số\u00a0${number}`,
  calledAt: (time, calls) => (calls > 1 ? `Đã gọi lúc ${time}, lần thứ ${calls}` : `Đã gọi lúc ${time}`),
  tooLate: "Không kịp đến? Xin báo Bàn hướng dẫn.",
  lastCall: "Vừa gọi",
  notify: "Báo khi đến lượt",
  notifyHow: { both: "máy sẽ rung và kêu", vibration: "máy sẽ rung", sound: "máy sẽ kêu", none: "trang sẽ đổi sang màu vàng" },
  armed: (how, lit) => (lit ? `Xin để trang này mở, ${how}.` : `Xin để trang này mở và màn hình sáng, ${how}.`),
  assist: "Cần hỗ trợ",
  assistOn: "Quầy đã biết ông/bà cần hỗ\u00a0trợ. Chạm lần nữa để thôi.",
  cancel: "Hủy số",
  confirm: {
    title: (number) => `Hủy số ${number}?`,
    text: "Ông/bà sẽ không được gọi nữa.",
    go: "Hủy số",
    keep: "Giữ số",
  },
  undo: "Hoàn tác",
  seconds: (count) => `còn ${count} giây`,
  sending: "Đang gửi…",
  offline: "Chưa gửi được vì mất kết nối. Xin bấm lại.",
  connected: (time) => `Đã kết nối. Số liệu lúc ${time}`,
  lost: (time) => (time ? `Mất kết nối. Số liệu lúc ${time}` : "Mất kết nối"),
  titleAhead: (number, ahead) => `${number} · trước ông/bà ${ahead} lượt`,
  other: "English",
  invalid: (day) => `Số của ${day}, nay không còn giá trị.`,
  states: {
    serving: { title: "Đang phục vụ", text: ({ counter }) => (counter ? `Ông/bà đang được phục vụ tại quầy số\u00a0${counter.number}.` : "Ông/bà đang được phục vụ.") },
    held: {
      title: "Tạm chờ",
      text: ({ counter, reason }) => {
        const why = reason ? `Lý do: ${reason}. ` : "";
        return counter?.open
          ? `${why}Khi xong, mời ông/bà trở lại quầy số\u00a0${counter.number}.`
          : `${why}Khi xong, mời ông/bà đến Bàn hướng dẫn.`;
      },
    },
    done: { title: "Đã phục vụ", text: ({ ended }) => `Xong lúc ${ended}. Cảm ơn ông/bà.`, past: ({ ended }) => `Xong lúc ${ended}.` },
    no_show: {
      title: "Vắng mặt",
      text: ({ called }) => `${called ? `Ông/bà được gọi lúc ${called} nhưng vắng mặt.` : "Ông/bà chưa trở lại quầy."} Mời đến Bàn hướng dẫn để được xếp lại.`,
      past: ({ called }) => (called ? `Được gọi lúc ${called} nhưng vắng mặt.` : "Tạm chờ rồi không trở lại quầy."),
    },
    cancelled: {
      title: "Đã hủy",
      text: ({ ended }) => `Hủy lúc ${ended}. Nếu cần, mời ông/bà lấy số mới tại Máy lấy số hoặc Bàn hướng dẫn.`,
      past: ({ ended }) => `Hủy lúc ${ended}.`,
      undoable: "Số này sẽ không được gọi nữa. Nếu bấm nhầm, ông/bà hoàn tác được ngay.",
    },
    expired: {
      title: "Hết giờ, chưa được phục vụ",
      text: () => "Rất tiếc, ngày làm việc đã kết thúc trước lượt của ông/bà. Mời ông/bà lấy số vào ngày làm việc tiếp theo.",
      past: () => "Ngày làm việc đã kết thúc trước lượt này.",
    },
    carried: {
      title: "Chuyển sang ngày làm việc tiếp theo",
      text: ({ number, day, time }) => `Số mới của ông/bà là ${number}, ${day}, từ ${time}.`,
      open: (number) => `Mở trang của số ${number}`,
    },
  },
};

const en = {
  number: "Your number",
  sample: "Sample data",
  priority: "Priority",
  ahead: "Ahead of you",
  turns: "people",
  counter: "Counter",
  counterNumber: (number) => `Counter\u00a0${number}`,
  more: (count) => `+${count}`,
  honest: ["People with priority", "may be called first."],
  soon: "It is nearly your turn, please stay close to the counters.",
  waitsFor: (number) => `Counter\u00a0${number} will call you.`,
  moved: (from) => `Moved from ${from}. Your number and your place stay the same.`,
  further: (from) => `${from} is finished. You keep your number for this turn.`,
  hours: {
    before: (time) => `The counters open at ${time}.`,
    between: (time) => `Break between two sessions. The counters open again at ${time}, your number stays valid.`,
    after: "No more numbers are given today. Counters that are open go on calling, please stay close.",
    holiday: "No more numbers are given today. Your number stays valid.",
    anotherDay: (day, time) => `A number of ${day}. Please come from ${time}.`,
  },
  called: (number) => `Please go to counter\u00a0${number}`,
  calledAt: (time, calls) => (calls > 1 ? `Called at ${time}, for the ${ordinal(calls)} time` : `Called at ${time}`),
  tooLate: "Not there in time? Please tell the reception desk.",
  lastCall: "Just called",
  notify: "Tell me when it is my turn",
  notifyHow: { both: "the phone will vibrate and sound", vibration: "the phone will vibrate", sound: "the phone will sound", none: "the page will turn yellow" },
  armed: (how, lit) => (lit ? `Keep this page open: ${how}.` : `Keep this page open and the screen on: ${how}.`),
  assist: "I need help",
  assistOn: "The counter knows that you need help. Touch again to take it back.",
  cancel: "Cancel",
  confirm: {
    title: (number) => `Cancel number ${number}?`,
    text: "You will not be called any more.",
    go: "Cancel number",
    keep: "Keep number",
  },
  undo: "Undo",
  seconds: (count) => `${count} s left`,
  sending: "Sending…",
  offline: "Not sent, the connection is lost. Please press again.",
  connected: (time) => `Connected. As of ${time}`,
  lost: (time) => (time ? `Connection lost. As of ${time}` : "Connection lost"),
  titleAhead: (number, ahead) => `${number} · ${ahead} ahead of you`,
  other: "Tiếng Việt",
  invalid: (day) => `A number of ${day}, no longer valid.`,
  states: {
    serving: { title: "Being served", text: ({ counter }) => (counter ? `You are being served at counter\u00a0${counter.number}.` : "You are being served.") },
    held: {
      title: "On hold",
      text: ({ counter, reason }) => {
        const why = reason ? `Reason: ${reason}. ` : "";
        return counter?.open
          ? `${why}When you are ready, please go back to counter\u00a0${counter.number}.`
          : `${why}When you are ready, please go to the reception desk.`;
      },
    },
    done: { title: "Served", text: ({ ended }) => `Finished at ${ended}. Thank you.`, past: ({ ended }) => `Finished at ${ended}.` },
    no_show: {
      title: "Not there when called",
      text: ({ called }) => `${called ? `You were called at ${called} and were not there.` : "You have not come back to the counter."} Please go to the reception desk to be given a place again.`,
      past: ({ called }) => (called ? `Called at ${called}, not there.` : "On hold, and did not come back to the counter."),
    },
    cancelled: {
      title: "Cancelled",
      text: ({ ended }) => `Cancelled at ${ended}. If you need one, please take a new number at the kiosk or the reception desk.`,
      past: ({ ended }) => `Cancelled at ${ended}.`,
      undoable: "This number will not be called any more. If that was a mistake, you can undo it now.",
    },
    expired: {
      title: "Not served before closing",
      text: () => "We are sorry: the working day ended before your turn. Please take a number on the next working day.",
      past: () => "The working day ended before this turn.",
    },
    carried: {
      title: "Moved to the next working day",
      text: ({ number, day, time }) => `Your new number is ${number}, on ${day}, from ${time}.`,
      open: (number) => `Open the page of number ${number}`,
    },
  },
};

const LANGUAGES = { vi, en };

/** The words of a language; Vietnamese when there are none of that. */
export function wordsOf(language) {
  return LANGUAGES[language] ?? vi;
}

function ordinal(count) {
  return { 2: "2nd", 3: "3rd" }[count] ?? `${count}th`;
}
