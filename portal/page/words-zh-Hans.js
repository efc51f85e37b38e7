// 简体中文.

/** @type {import("./words-en.js").Words} */
const words = {
  name: "重新同步您的 MFA 设备",

  signIn: "登录",
  signInAgain: "重新登录",
  signOut: "退出登录",
  next: "下一步",
  resynchronize: "重新同步",
  startAgain: "用两个新代码重新开始",
  tryAgain: "重试",
  chooseAgain: "重新选择设备",
  signInToAws: "登录 AWS",
  reload: "重新加载页面",
  otherDevice: "选择其他设备",
  otherPerson: "帮助其他人",
  ownDevices: "返回我的设备",
  firstCodeLabel: "第一个代码",
  secondCodeLabel: "第二个代码",
  userNameLabel: "AWS 用户名",
  accountLabel: "AWS 账户",
  account: "AWS 账户 {account}",
  language: "语言",
  copy: "复制",
  copied: "已复制",
  step: "第 {number} 步，共 2 步",
  deviceOf: "{device}（{user} 的设备）",
  virtualDevice: "身份验证器应用程序，添加于 {date}",
  hardwareDevice: "硬件令牌，添加于 {date}",
  requestId: "求助时，请提供此编号：",
  detail: "供管理员参考：",
  support: "如需帮助，请联系：{support}",

  start: {
    title: "AWS 不接受您的 MFA 代码？",
    text: [
      "您的身份验证器应用程序或硬件令牌（AWS 称之为 MFA 设备）的时钟可能会有偏差。这时 AWS 会拒绝设备显示的六位数字代码，您就无法登录 AWS。此页面会让 AWS 对准您设备的时钟。",
      "如果设备是手机，请先将日期和时间改为自动设置，然后再次尝试登录 AWS。如果成功，就无需其他操作。",
      "否则，请准备好设备，并留出大约两分钟，然后使用公司账户登录。",
    ],
  },
  reloaded: "页面已重新加载，您的登录状态和所有未发送的代码都已清除。如果 AWS 此前已接受您的代码，该结果仍然有效。",
  blockedTitle: "如果登录公司账户也要用同一设备，怎么办？",
  blockedText: "那么此页面无法帮助您。管理员可以重新同步该设备，或注册新设备。",

  busy: {
    load: "正在加载页面。",
    signIn: "正在登录。",
    devices: "正在查找您的设备。",
    send: "正在将两个代码发送给 AWS。这需要几秒钟。",
  },

  chooseDevice: {
    title: "哪台设备？",
    text: ["请选择代码被 AWS 拒绝的设备。"],
  },
  chooseUser: {
    title: "谁的设备？",
    text: [
      "请输入代码被拒绝者的 AWS 用户名。请与对方保持联系：您需要对方设备上的两个代码。",
    ],
  },
  firstCodeOfApp: {
    title: "输入应用程序中的代码",
    text: [
      "请打开身份验证器应用程序，找到 AWS 的条目。AWS 将该设备称为 {device}。请输入应用程序现在显示的六位数字。",
    ],
  },
  firstCodeOfToken: {
    title: "输入令牌上的代码",
    text: ["请拿出硬件令牌 {device}，输入它现在显示的六位数字。"],
  },
  secondCode: {
    title: "等待新代码，然后输入",
    text: [
      "请在输入第一个代码后的 90 秒内，输入设备显示的下一个代码。",
      "如果令牌有按钮，请在 30 秒后再按一次。",
    ],
  },
  newCodeWithin: "新代码将在 {seconds} 秒内出现",
  newCodeNow: "新代码已出现",
  tooSlow: "输入第一个代码后已超过 90 秒，该代码已作废。未发送任何内容。请输入设备现在显示的代码。",

  codeProblem: {
    Empty: "请输入设备显示的六位数字。",
    Arn: "这是设备的名称。请输入该设备显示的六位数字。",
    NotDigits: "代码只包含数字 0 到 9。请输入设备显示的六位数字。",
    NotSixDigits: "代码应有六位数字，此代码有 {count} 位。请输入设备显示的全部六位数字。",
    TwoCodes: "这是两个代码。请只输入新代码。",
    SameCode: "这仍是第一个代码。请等待设备显示新代码，然后输入新代码。",
  },
  userNameMissing: "请输入 AWS 用户名。",

  status: {
    Resynchronized: {
      title: "设备已恢复正常",
      text: [
        "请等待设备显示新代码，然后用该代码登录 AWS。",
        "如果 AWS 以后再次拒绝其代码，且设备是手机，请将日期和时间改为自动设置，然后再重新同步一次。",
      ],
    },
    InvalidRequest: {
      title: "有内容需要更正",
      text: ["未进行任何更改。请更正以下内容，并输入两个新代码。"],
    },
    ValidationError: {
      title: "AWS 不接受这些信息",
      text: ["未进行任何更改。请用两个新代码重试。如果再次出现此问题，请向管理员寻求帮助。"],
    },
    NotAuthorized: {
      title: "您无权执行此操作",
      text: [
        "您已登录，但您的账户无权重新同步此人的设备。请联系管理员，获得权限后重新登录。",
      ],
    },
    MethodNotAllowed: {
      title: "此页面不是最新版本",
      text: ["未进行任何更改。请重新加载页面。如果再次出现此问题，请告知管理员。"],
    },
    ConcurrentModification: {
      title: "其他人正在修改此用户的信息",
      text: ["此处未进行任何更改。请等待几分钟，然后用两个新代码重试。"],
    },
    LimitExceeded: {
      title: "AWS 现在不允许再做更改",
      text: ["您公司的 AWS 账户已达到某项上限，未进行任何更改。请告知管理员。"],
    },
    SerialNumberRequired: {
      title: "哪台设备？",
      text: ["未进行任何更改。请选择代码被 AWS 拒绝的设备。"],
    },
    CodesExpired: {
      title: "代码已过期",
      text: ["未进行任何更改。请输入两个新代码，设备一显示第二个代码就立即输入。"],
    },
    InvalidAuthenticationCode: {
      title: "AWS 未接受代码",
      text: [
        "AWS 不会说明哪个代码有误。请确认两个代码都来自 {device}，中间没有漏掉代码，并且期间没有人更改过设备的时钟。",
      ],
    },
    Throttling: {
      title: "AWS 繁忙",
      text: ["未进行任何更改。请等待几秒钟，然后用两个新代码重试。"],
    },
    AccessDenied: {
      title: "服务尚未设置完成",
      text: ["AWS 不允许此服务执行所需的操作，未进行任何更改。请告知管理员。"],
    },
    InternalError: {
      title: "服务出现问题",
      text: ["未进行任何更改。请告知管理员。"],
    },
    ServiceFailure: {
      title: "AWS 出现问题",
      text: ["未进行任何更改。请等待几分钟，然后重试。"],
    },
    Unavailable: {
      title: "无法连接到 AWS",
      text: ["未使用任何代码，也未进行任何更改。请等待几秒钟，然后用两个新代码重试。"],
    },
    OutcomeUnknown: {
      title: "不确定是否成功",
      text: ["AWS 可能已接受代码，但没有收到确认。请先尝试用新代码登录 AWS。如果失败，请用两个新代码重新开始。"],
    },
  },

  refusedAgain: {
    title: "AWS 仍未接受代码",
    text: ["请依次检查以下各项，然后重新开始："],
  },
  checks: [
    "设备：用的是否是 {device}，而不是旧手机或其他令牌？",
    "条目：应用程序中可能有多个条目。所用条目是否属于正确的 AWS 账户？",
    "时钟：如果是手机，日期和时间是否为自动设置？",
    "代码：第二个代码是否紧接在第一个之后？",
  ],
  checksFailed: "如果仍然失败，请联系管理员重新注册该设备。",

  reason: {
    User: {
      title: "AWS 中没有此用户",
      text: ["没有使用此名称的 AWS 用户。请检查名称，或联系管理员。"],
    },
    UserOrDevice: {
      title: "AWS 中没有此设备",
      text: ["该用户不存在，或已不再拥有此设备。请重新选择设备。"],
    },
    Device: {
      title: "没有 MFA 设备",
      text: ["此 AWS 用户没有 MFA 设备，因此无法重新同步。请向管理员寻求帮助。"],
    },
    TotpDevice: {
      title: "此页面不适用于您的设备",
      text: ["此 AWS 用户只有安全密钥、通行密钥或电话号码。它们不带时钟，不会有偏差。如果其中之一被拒绝，请联系管理员重新注册。"],
    },
  },

  own: {
    NotAuthorized: {
      title: "您的账户尚未关联",
      text: [
        "您已登录，但您的公司账户尚未关联 AWS 用户。请联系管理员进行关联，然后重新登录。",
      ],
    },
    User: {
      title: "AWS 中没有此用户",
      text: ["您的公司账户所关联的 AWS 用户不存在。请告知管理员。"],
    },
  },

  violation: {
    Missing: "缺少此项。",
    Length: "此项太短或太长。",
    Characters: "此项包含不允许的字符。",
    Arn: "这是 ARN。请只输入名称，即最后一个斜杠之后的部分。",
    NotSixDigits: "代码不是六位数字。",
    SameCodes: "第二个代码与第一个相同。请等待设备显示新代码。",
    SecurityKey: "这是安全密钥。它不带时钟，不会有偏差。",
    OtherAccount: "该设备属于其他 AWS 账户。",
    Other: "此项无效。如果不是您输入的，请重新加载页面。",
  },
  field: {
    userName: "用户名",
    accountId: "AWS 账户",
    serialNumber: "设备",
    authenticationCode1: "第一个代码",
    authenticationCode2: "第二个代码",
  },
  fieldProblem: "{field}：{problem}",

  noAnswer: {
    Unauthenticated: {
      title: "您的登录状态已失效",
      text: [
        "未进行任何更改。请重新登录，并用两个新代码开始。",
        "如果刚登录就出现此问题，请告知管理员：API 不接受此页面的登录令牌。",
      ],
    },
    Forbidden: {
      title: "您的公司阻止了此请求",
      text: ["未进行任何更改。请告知管理员：API 拒绝了该请求。"],
    },
    TooManyRequests: {
      title: "许多人正在使用此页面",
      text: ["未进行任何更改。请等待几秒钟，然后重试。"],
    },
    NotExecuted: {
      title: "此页面不是最新版本",
      text: ["未进行任何更改。请重新加载页面。如果再次出现此问题，请告知管理员。"],
    },
    Offline: {
      title: "您处于离线状态",
      text: ["未发送任何内容。请连接网络，然后重试。"],
    },
    Unreachable: {
      title: "服务没有响应",
      text: ["未进行任何更改。请等待几秒钟，然后重试。如果再次出现此问题，请告知管理员。"],
    },
  },

  signInProblem: {
    Declined: {
      title: "您尚未登录",
      text: ["登录已取消，或您的公司不允许您使用此页面。请重试，或联系管理员。"],
    },
    Forged: {
      title: "此登录不是从此页面开始的",
      text: ["为了您的安全，已将其忽略。请从此页面开始，并只使用一个窗口。"],
    },
    Elsewhere: {
      title: "请重新登录",
      text: ["此登录是在其他标签页中开始的，或此前已完成。未进行任何更改。"],
    },
    Expired: {
      title: "登录已过期",
      text: ["登录用时过长，或此登录已使用过。请重新登录。"],
    },
    Unreachable: {
      title: "公司登录服务没有响应",
      text: [
        "请检查您的网络，并在几分钟后重试。",
        "如果一直失败，请告知管理员：登录服务已停止运行，或不允许来自此页面的请求。",
      ],
    },
    SecretRequired: {
      title: "登录设置不正确",
      text: ["请告知管理员：登录服务要求客户端密钥，而网页无法保管该密钥。请将此页面注册为公共客户端（单页应用程序）。"],
    },
    Misconfigured: {
      title: "登录设置不正确",
      text: ["请告知管理员：登录服务没有正确响应。"],
    },
    TooShort: {
      title: "登录有效期太短",
      text: ["请告知管理员：此页面的登录令牌必须至少有效 5 分钟，最好是 15 分钟。"],
    },
    NoStorage: {
      title: "您的浏览器不为此页面存储数据",
      text: ["登录时需要暂时存储数据。请在浏览器中允许此网站存储数据（Cookie），然后重新加载页面。或者使用其他浏览器。"],
    },
  },

  sessionEnding: {
    title: "请重新登录",
    text: ["您的登录状态将在三分钟内失效，来不及输入两个代码。未发送任何代码。请重新登录，并用两个新代码开始。"],
  },
  notLoaded: {
    title: "页面未完全加载",
    text: ["请检查您的网络，然后重新加载页面。"],
  },
  defect: {
    title: "此页面出现问题",
    text: ["如果您已发送代码，请先尝试用新代码登录 AWS。如果无法登录，请重新加载页面。如果仍然失败，请使用其他浏览器或新版浏览器。"],
  },
  signedOut: {
    title: "您已退出登录",
    text: ["此页面已清除您的登录状态。公司登录服务可能仍记得您，如果其他人也使用此浏览器，请将其关闭。"],
  },
};

export default words;
