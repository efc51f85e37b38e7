// Türkçe.

/** @type {import("./words-en.js").Words} */
const words = {
  name: "MFA cihazınızı yeniden eşitleyin",

  signIn: "Oturum aç",
  signInAgain: "Yeniden oturum aç",
  signOut: "Oturumu kapat",
  next: "İleri",
  resynchronize: "Yeniden eşitle",
  startAgain: "İki yeni kodla baştan başla",
  tryAgain: "Yeniden dene",
  chooseAgain: "Cihazı yeniden seç",
  signInToAws: "AWS'de oturum aç",
  reload: "Sayfayı yeniden yükle",
  otherDevice: "Başka bir cihaz seç",
  otherPerson: "Başka birine yardım et",
  ownDevices: "Kendi cihazlarıma dön",
  firstCodeLabel: "İlk kod",
  secondCodeLabel: "İkinci kod",
  userNameLabel: "AWS kullanıcı adı",
  accountLabel: "AWS hesabı",
  account: "AWS hesabı {account}",
  language: "Dil",
  copy: "Kopyala",
  copied: "Kopyalandı",
  step: "Adım {number}/2",
  deviceOf: "{device}, {user} kullanıcısının cihazı",
  virtualDevice: "Kimlik doğrulama uygulaması, eklendiği tarih: {date}",
  hardwareDevice: "Donanım belirteci, eklendiği tarih: {date}",
  requestId: "Yardım isterseniz bu referansı belirtin:",
  detail: "Yöneticiniz için:",
  support: "Size yardım edebilecek kişi: {support}",

  start: {
    title: "AWS kodlarınızı kabul etmiyor mu?",
    text: [
      "AWS'nin MFA cihazı dediği kimlik doğrulama uygulamanızın veya donanım belirtecinizin saati kayabilir. O zaman AWS altı haneli kodları reddeder ve AWS'de oturum açamazsınız. Bu sayfa AWS'yi cihazınızın saatine göre ayarlar.",
      "Cihaz bir telefonsa önce tarih ve saati otomatik olarak ayarlayın ve AWS'de bir kez daha oturum açmayı deneyin. Bu işe yararsa başka bir şey gerekmez.",
      "Yaramazsa cihazı yanınıza alın ve yaklaşık iki dakika ayırın. Başlamak için şirket hesabınızla oturum açın.",
    ],
  },
  reloaded: "Sayfa yeniden yüklendi; oturumunuz ve gönderilmemiş kodlar unutuldu.",
  blockedTitle: "Şirket oturumu aynı cihazı isterse ne olur?",
  blockedText: "O zaman bu sayfa size yardım edemez. Yöneticiniz cihazı yeniden eşitleyebilir veya yeni bir cihaz kaydedebilir.",

  busy: {
    load: "Sayfa yükleniyor.",
    signIn: "Oturumunuz açılıyor.",
    devices: "Cihazlarınız aranıyor.",
    send: "İki kod AWS'ye gönderiliyor. Bu birkaç saniye sürer.",
  },

  chooseDevice: {
    title: "Hangi cihaz?",
    text: ["AWS'nin kodlarını reddettiği cihazı seçin."],
  },
  chooseUser: {
    title: "Kimin cihazı?",
    text: [
      "Kodları reddedilen kişinin AWS kullanıcı adını girin. Onunla iletişimde kalın: cihazından iki kod gerekecek.",
    ],
  },
  firstCodeOfApp: {
    title: "Uygulamanızdaki kodu girin",
    text: [
      "Kimlik doğrulama uygulamanızı açın ve AWS girişini bulun. AWS bu cihaza {device} diyor. Uygulamanın şu anda gösterdiği altı haneyi girin.",
    ],
  },
  firstCodeOfToken: {
    title: "Belirtecinizdeki kodu girin",
    text: ["{device} donanım belirtecini alın ve şu anda gösterdiği altı haneyi girin."],
  },
  secondCode: {
    title: "Yeni bir kod bekleyin ve girin",
    text: [
      "Cihazınızın gösterdiği bir sonraki kodu, ilk koddan sonraki 90 saniye içinde girin.",
      "Belirtecinizde düğme varsa 30 saniye sonra yeniden basın.",
    ],
  },
  newCodeWithin: "Yeni kod en geç {seconds} sn içinde",
  newCodeNow: "Yeni kod geldi",
  tooSlow: "İlk koddan sonra 90 saniyeden fazla geçti, bu yüzden kod bırakıldı. Hiçbir şey gönderilmedi. Cihazınızın şu anda gösterdiği kodu girin.",

  codeProblem: {
    Empty: "Cihazınızın gösterdiği altı haneyi girin.",
    Arn: "Bu bir cihazın adı. Cihazın gösterdiği altı haneyi girin.",
    NotDigits: "Bir kodda yalnızca 0-9 rakamları bulunur. Cihazınızın gösterdiği altı haneyi girin.",
    NotSixDigits: "Bir kod altı hanelidir; bunda {count} hane var. Cihazınızın gösterdiği altı hanenin tümünü girin.",
    TwoCodes: "Bunlar iki kod. Yalnızca yeni olanı girin.",
    SameCode: "Bu yine ilk kod. Cihazınız yenisini gösterene kadar bekleyin ve onu girin.",
  },
  userNameMissing: "Bir AWS kullanıcı adı girin.",

  status: {
    Resynchronized: {
      title: "Cihaz yeniden çalışıyor",
      text: [
        "Yeni bir kod göstermesini bekleyin. Bu kodla AWS'de oturum açın.",
        "AWS kodları daha sonra yine reddederse ve cihaz bir telefonsa, tarih ve saati otomatik olarak ayarlayın ve buraya dönün.",
      ],
    },
    InvalidRequest: {
      title: "Bir şeyin düzeltilmesi gerekiyor",
      text: ["Hiçbir şey değiştirilmedi. Aşağıdakileri düzeltin ve iki yeni kod girin."],
    },
    ValidationError: {
      title: "AWS bu değerleri kabul etmiyor",
      text: ["Hiçbir şey değiştirilmedi. İki yeni kodla yeniden deneyin. Bu yine olursa yöneticinizden yardım isteyin."],
    },
    NotAuthorized: {
      title: "Bunu yapma izniniz yok",
      text: [
        "Oturumunuz açık, ancak hesabınızın bu kişinin cihazlarını yeniden eşitleme izni yok. Yöneticinize sorun ve izin verilince yeniden oturum açın.",
      ],
    },
    MethodNotAllowed: {
      title: "Bu sayfa güncel değil",
      text: ["Hiçbir şey değiştirilmedi. Sayfayı yeniden yükleyin. Bu yine olursa yöneticinize bildirin."],
    },
    ConcurrentModification: {
      title: "Bu kullanıcıyı başka biri değiştiriyor",
      text: ["Burada hiçbir şey değiştirilmedi. Birkaç dakika bekleyin ve iki yeni kodla yeniden deneyin."],
    },
    LimitExceeded: {
      title: "AWS şu anda başka bir değişikliğe izin vermiyor",
      text: ["Şirketinizin AWS hesabının bir sınırına ulaşıldı ve hiçbir şey değiştirilmedi. Yöneticinize bildirin."],
    },
    SerialNumberRequired: {
      title: "Hangi cihaz?",
      text: ["Hiçbir şey değiştirilmedi. AWS'nin kodlarını reddettiği cihazı seçin."],
    },
    CodesExpired: {
      title: "Kodlar çok eski",
      text: ["Hiçbir şey değiştirilmedi. İki yeni kod girin; ikincisini cihaz gösterir göstermez girin."],
    },
    InvalidAuthenticationCode: {
      title: "AWS kodları kabul etmedi",
      text: [
        "AWS hangi kodun yanlış olduğunu söylemez. İkisinin de {device} cihazından geldiğini ve aralarında kod atlanmadığını kontrol edin.",
      ],
    },
    Throttling: {
      title: "AWS meşgul",
      text: ["Hiçbir şey değiştirilmedi. Birkaç saniye bekleyin ve iki yeni kodla yeniden deneyin."],
    },
    AccessDenied: {
      title: "Hizmet tam olarak kurulmamış",
      text: ["AWS hizmetin gerekeni yapmasına izin vermiyor ve hiçbir şey değiştirilmedi. Yöneticinize bildirin."],
    },
    InternalError: {
      title: "Hizmette bir sorun var",
      text: ["Hiçbir şey değiştirilmedi. Yöneticinize bildirin."],
    },
    ServiceFailure: {
      title: "AWS'de bir sorun var",
      text: ["Hiçbir şey değiştirilmedi. Birkaç dakika bekleyin ve yeniden deneyin."],
    },
    Unavailable: {
      title: "AWS'ye ulaşılamadı",
      text: ["Hiçbir kod kullanılmadı ve hiçbir şey değiştirilmedi. Birkaç saniye bekleyin ve iki yeni kodla yeniden deneyin."],
    },
    OutcomeUnknown: {
      title: "İşe yaradığı kesin değil",
      text: ["AWS kodları kabul etmiş olabilir, ancak onay gelmedi. Önce yeni bir kodla AWS'de oturum açmayı deneyin. Olmazsa iki yeni kodla baştan başlayın."],
    },
  },

  refusedAgain: {
    title: "AWS kodları yine kabul etmedi",
    text: ["Bunları bu sırayla kontrol edin ve baştan başlayın:"],
  },
  checks: [
    "Cihaz: bu {device} mi, yoksa eski bir telefon veya başka bir belirteç mi?",
    "Giriş: bir uygulamada birden çok giriş olabilir. Bu, doğru AWS hesabının girişi mi?",
    "Saat: telefonda tarih ve saat otomatik olarak ayarlı mı?",
    "Kodlar: ikinci kod birincinin hemen ardından mı geldi?",
  ],
  checksFailed: "Yine olmazsa yöneticinizden cihazı yeniden kaydetmesini isteyin.",

  reason: {
    User: {
      title: "AWS bu kullanıcıyı tanımıyor",
      text: ["Bu adda bir AWS kullanıcısı yok. Adı kontrol edin veya yöneticinize sorun."],
    },
    UserOrDevice: {
      title: "AWS bu cihazı tanımıyor",
      text: ["Böyle bir kullanıcı yok veya kullanıcının artık bu cihazı yok. Cihazı yeniden seçin."],
    },
    Device: {
      title: "MFA cihazı yok",
      text: ["Bu AWS kullanıcısının MFA cihazı yok, bu yüzden eşitlenecek bir şey yok. Yöneticinizden yardım isteyin."],
    },
    TotpDevice: {
      title: "Bu sayfa cihazınız için yardımcı olamaz",
      text: ["Bu AWS kullanıcısının yalnızca güvenlik anahtarları, geçiş anahtarları veya telefon numaraları var. Bunların kayabilecek bir saati yok. Biri reddedilirse yöneticinizden yeniden kaydetmesini isteyin."],
    },
  },

  own: {
    NotAuthorized: {
      title: "Hesabınız henüz bağlı değil",
      text: [
        "Oturumunuz açık, ancak şirket hesabınız bir AWS kullanıcısına bağlı değil. Yöneticinizden bağlamasını isteyin ve yeniden oturum açın.",
      ],
    },
    User: {
      title: "AWS bu kullanıcıyı tanımıyor",
      text: ["Şirket hesabınız var olmayan bir AWS kullanıcısını gösteriyor. Yöneticinize bildirin."],
    },
  },

  violation: {
    Missing: "Bir değer eksik.",
    Length: "Değer çok kısa veya çok uzun.",
    Characters: "Değerde orada izin verilmeyen bir karakter var.",
    Arn: "Bu bir ARN. Yalnızca adı girin: son eğik çizgiden sonrasını.",
    NotSixDigits: "Bir kod altı haneli değil.",
    SameCodes: "İkinci kod birinciyle aynı. Cihaz yenisini gösterene kadar bekleyin.",
    SecurityKey: "Bu bir güvenlik anahtarı. Kayabilecek bir saati yok.",
    OtherAccount: "Cihaz başka bir AWS hesabına ait.",
    Other: "Bu değer geçerli değil. Onu siz girmediyseniz sayfayı yeniden yükleyin.",
  },
  field: {
    userName: "Kullanıcı adı",
    accountId: "AWS hesabı",
    serialNumber: "Cihaz",
    authenticationCode1: "İlk kod",
    authenticationCode2: "İkinci kod",
  },

  noAnswer: {
    Unauthenticated: {
      title: "Oturumunuz sona erdi",
      text: [
        "Hiçbir şey değiştirilmedi. Yeniden oturum açın ve iki yeni kodla başlayın.",
        "Bu, oturum açtıktan hemen sonra olursa yöneticinize API'nin bu sayfanın belirteçlerini kabul etmediğini söyleyin.",
      ],
    },
    Forbidden: {
      title: "Şirketiniz bu isteği engelliyor",
      text: ["Hiçbir şey değiştirilmedi. Yöneticinize API'nin isteği reddettiğini söyleyin."],
    },
    TooManyRequests: {
      title: "Bu sayfayı çok kişi kullanıyor",
      text: ["Hiçbir şey değiştirilmedi. Birkaç saniye bekleyin ve yeniden deneyin."],
    },
    NotExecuted: {
      title: "Bu sayfa güncel değil",
      text: ["Hiçbir şey değiştirilmedi. Sayfayı yeniden yükleyin. Bu yine olursa yöneticinize bildirin."],
    },
    Offline: {
      title: "Çevrimdışısınız",
      text: ["Hiçbir şey gönderilmedi. Ağa bağlanın ve yeniden deneyin."],
    },
    Unreachable: {
      title: "Hizmet yanıt vermiyor",
      text: ["Hiçbir şey değiştirilmedi. Birkaç saniye bekleyin ve yeniden deneyin. Bu yine olursa yöneticinize bildirin."],
    },
  },

  signInProblem: {
    Declined: {
      title: "Oturumunuz açık değil",
      text: ["Oturum açma iptal edildi veya şirketiniz bu sayfayı kullanmanıza izin vermiyor. Yeniden deneyin veya yöneticinize sorun."],
    },
    Forged: {
      title: "Bu oturum açma burada başlamadı",
      text: ["Güvenliğiniz için yok sayıldı. Bu sayfadan, tek bir pencerede başlayın."],
    },
    Elsewhere: {
      title: "Lütfen yeniden oturum açın",
      text: ["Bu oturum açma başka bir sekmede başladı veya daha önce tamamlandı. Hiçbir şey değiştirilmedi."],
    },
    Expired: {
      title: "Oturum açmanın süresi doldu",
      text: ["Çok uzun sürdü veya daha önce kullanıldı. Yeniden oturum açın."],
    },
    Unreachable: {
      title: "Şirket oturumu yanıt vermiyor",
      text: [
        "Ağınızı kontrol edin ve birkaç dakika sonra yeniden deneyin.",
        "Olmamaya devam ederse yöneticinize oturum açma hizmetinin çalışmadığını veya bu sayfadan gelen isteklere izin vermediğini söyleyin.",
      ],
    },
    SecretRequired: {
      title: "Oturum açma doğru kurulmamış",
      text: ["Yöneticinize oturum açma hizmetinin, bir sayfanın saklayamayacağı bir istemci gizli anahtarı istediğini söyleyin. Bu sayfayı genel istemci (tek sayfalı uygulama) olarak kaydedin."],
    },
    Misconfigured: {
      title: "Oturum açma doğru kurulmamış",
      text: ["Yöneticinize oturum açma hizmetinin gerektiği gibi yanıt vermediğini söyleyin."],
    },
    TooShort: {
      title: "Oturum süresi çok kısa",
      text: ["Yöneticinize bu sayfanın belirteçlerinin en az beş dakika, tercihen 15 dakika geçerli olması gerektiğini söyleyin."],
    },
    NoStorage: {
      title: "Tarayıcınız bu sayfa için veri saklamıyor",
      text: ["Oturum açmak için buna kısa süre gerek vardır. Bu sitenin tarayıcınızda veri (çerez) saklamasına izin verin ve sayfayı yeniden yükleyin. Ya da başka bir tarayıcı kullanın."],
    },
  },

  sessionEnding: {
    title: "Lütfen yeniden oturum açın",
    text: ["Oturumunuz üç dakikadan kısa sürede bitiyor; bu, iki kod için çok kısa. Hiçbir kod gönderilmedi. Yeniden oturum açın ve iki yeni kodla başlayın."],
  },
  notLoaded: {
    title: "Sayfa tam olarak yüklenmedi",
    text: ["Ağınızı kontrol edin ve sayfayı yeniden yükleyin."],
  },
  defect: {
    title: "Bu sayfada bir şeyler ters gitti",
    text: ["Kod gönderdiyseniz önce yeni bir kodla AWS'de oturum açıp açamadığınızı deneyin. Açamıyorsanız sayfayı yeniden yükleyin. Yine olmazsa başka ya da daha yeni bir tarayıcı kullanın."],
  },
  signedOut: {
    title: "Oturumunuz kapatıldı",
    text: ["Bu sayfa oturumunuzu unuttu. Şirket oturumu sizi hâlâ tanıyor olabilir; tarayıcıyı başkaları da kullanıyorsa kapatın."],
  },
};

export default words;
