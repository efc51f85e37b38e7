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
  deviceOf: "{device} (kullanıcı: {user})",
  virtualDevice: "Kimlik doğrulayıcı uygulaması, eklendiği tarih: {date}",
  hardwareDevice: "Donanım belirteci, eklendiği tarih: {date}",
  requestId: "Yardım isterken bu referans numarasını belirtin:",
  detail: "Sistem yöneticiniz için:",
  support: "Yardım için: {support}",

  start: {
    title: "AWS, kodlarınızı kabul etmiyor mu?",
    text: [
      "Kimlik doğrulayıcı uygulamanızın veya donanım belirtecinizin (AWS buna MFA cihazı der) saati şaşabilir. Bu durumda AWS, altı haneli kodları reddeder ve AWS'de oturum açamazsınız. Bu sayfa, AWS'yi cihazınızın saatine göre ayarlar.",
      "Cihaz bir telefonsa önce telefonda otomatik tarih ve saati açın ve AWS'de bir kez daha oturum açmayı deneyin. Bu işe yararsa başka bir şey yapmanız gerekmez.",
      "Aksi takdirde cihazı yanınıza alın ve yaklaşık iki dakika ayırın. Başlamak için şirket hesabınızla oturum açın.",
    ],
  },
  reloaded: "Sayfa yeniden yüklendi; oturumunuzu ve gönderilmemiş tüm kodları unuttu. AWS, kodlarınızı önceden kabul ettiyse bu değişmez.",
  blockedTitle: "Ya şirket hesabınızla oturum açmak için de aynı cihaz gerekiyorsa?",
  blockedText: "O zaman bu sayfa size yardımcı olamaz. Sistem yöneticiniz cihazı yeniden eşitleyebilir veya yeni bir cihaz kaydedebilir.",

  busy: {
    load: "Sayfa yükleniyor.",
    signIn: "Oturumunuz açılıyor.",
    devices: "Cihazlarınız aranıyor.",
    send: "İki kod AWS'ye gönderiliyor. Bu birkaç saniye sürer.",
  },

  chooseDevice: {
    title: "Hangi cihaz?",
    text: ["Kodları AWS tarafından reddedilen cihazı seçin."],
  },
  chooseUser: {
    title: "Kimin cihazı?",
    text: [
      "Kodları reddedilen kişinin AWS kullanıcı adını girin. Onunla iletişimde kalın: cihazından iki kod almanız gerekecek.",
    ],
  },
  firstCodeOfApp: {
    title: "Uygulamanızdaki kodu girin",
    text: [
      "Kimlik doğrulayıcı uygulamanızı açın ve AWS kaydını bulun. Cihazın AWS'deki adı: {device}. Uygulamanın şu anda gösterdiği altı haneli kodu girin.",
    ],
  },
  firstCodeOfToken: {
    title: "Belirtecinizdeki kodu girin",
    text: ["{device} donanım belirtecini elinize alın ve şu anda gösterdiği altı haneli kodu girin."],
  },
  secondCode: {
    title: "Yeni kodu bekleyin ve girin",
    text: [
      "Cihazınızın göstereceği bir sonraki kodu, ilk koddan sonra 90 saniye içinde girin.",
      "Belirtecinizde düğme varsa 30 saniye sonra düğmeye yeniden basın.",
    ],
  },
  newCodeWithin: "Yeni kod en geç {seconds} sn içinde",
  newCodeNow: "Yeni kod geldi",
  tooSlow: "İlk koddan sonra 90 saniyeden fazla geçti, bu yüzden ilk kod silindi. Hiçbir şey gönderilmedi. Cihazınızın şu anda gösterdiği kodu girin.",

  codeProblem: {
    Empty: "Cihazınızın gösterdiği altı haneli kodu girin.",
    Arn: "Bu, bir cihazın adı. Cihazın gösterdiği altı haneli kodu girin.",
    NotDigits: "Kodda yalnızca 0-9 arası rakamlar bulunur. Cihazınızın gösterdiği altı haneli kodu girin.",
    NotSixDigits: "Kod altı hanelidir; girilen hane sayısı: {count}. Cihazınızın gösterdiği altı hanenin tümünü girin.",
    TwoCodes: "Burada iki kod var. Yalnızca yeni olanı girin.",
    SameCode: "Bu, yine ilk kod. Cihazınızın yeni bir kod göstermesini bekleyin ve o kodu girin.",
  },
  userNameMissing: "AWS kullanıcı adını girin.",

  status: {
    Resynchronized: {
      title: "Cihaz yeniden çalışıyor",
      text: [
        "Yeni bir kod göstermesini bekleyin. O kodla AWS'de oturum açın.",
        "AWS, kodları daha sonra yine reddederse ve cihaz bir telefonsa telefonda otomatik tarih ve saati açın ve cihazı bir kez daha eşitleyin.",
      ],
    },
    InvalidRequest: {
      title: "Düzeltilmesi gereken bir şey var",
      text: ["Hiçbir şey değiştirilmedi. Aşağıdakileri düzeltin ve iki yeni kod girin."],
    },
    ValidationError: {
      title: "AWS, bu değerleri kabul etmiyor",
      text: ["Hiçbir şey değiştirilmedi. İki yeni kodla yeniden deneyin. Bu tekrarlanırsa sistem yöneticinizden yardım isteyin."],
    },
    NotAuthorized: {
      title: "Bunun için izniniz yok",
      text: [
        "Oturumunuz açık, ancak hesabınızın bu kişinin cihazlarını yeniden eşitleme izni yok. Sistem yöneticinize sorun ve izin verilince yeniden oturum açın.",
      ],
    },
    MethodNotAllowed: {
      title: "Bu sayfa güncel değil",
      text: ["Hiçbir şey değiştirilmedi. Sayfayı yeniden yükleyin. Bu tekrarlanırsa sistem yöneticinize bildirin."],
    },
    ConcurrentModification: {
      title: "Bu kullanıcıda başka biri değişiklik yapıyor",
      text: ["Burada hiçbir şey değiştirilmedi. Birkaç dakika bekleyin ve iki yeni kodla yeniden deneyin."],
    },
    LimitExceeded: {
      title: "AWS şu anda yeni bir değişikliğe izin vermiyor",
      text: ["Şirketinizin AWS hesabı bir sınıra ulaştı ve hiçbir şey değiştirilmedi. Sistem yöneticinize bildirin."],
    },
    SerialNumberRequired: {
      title: "Hangi cihaz?",
      text: ["Hiçbir şey değiştirilmedi. Kodları AWS tarafından reddedilen cihazı seçin."],
    },
    CodesExpired: {
      title: "Kodlar çok eski",
      text: ["Hiçbir şey değiştirilmedi. İki yeni kod girin; ikincisini cihaz gösterir göstermez girin."],
    },
    InvalidAuthenticationCode: {
      title: "AWS, kodları kabul etmedi",
      text: [
        "AWS, hangi kodun yanlış olduğunu söylemez. İkisinin de {device} cihazından geldiğini, aralarında kod atlanmadığını ve bu sırada kimsenin cihazın saatini değiştirmediğini kontrol edin.",
      ],
    },
    Throttling: {
      title: "AWS şu anda yoğun",
      text: ["Hiçbir şey değiştirilmedi. Birkaç saniye bekleyin ve iki yeni kodla yeniden deneyin."],
    },
    AccessDenied: {
      title: "Hizmet tam olarak kurulmamış",
      text: ["AWS, hizmetin gerekeni yapmasına izin vermiyor ve hiçbir şey değiştirilmedi. Sistem yöneticinize bildirin."],
    },
    InternalError: {
      title: "Hizmette bir sorun var",
      text: ["Hiçbir şey değiştirilmedi. Sistem yöneticinize bildirin."],
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
      title: "İşe yarayıp yaramadığı kesin değil",
      text: ["AWS, kodları kabul etmiş olabilir, ancak onay gelmedi. Önce yeni bir kodla AWS'de oturum açmayı deneyin. Olmazsa iki yeni kodla baştan başlayın."],
    },
  },

  refusedAgain: {
    title: "AWS, kodları yine kabul etmedi",
    text: ["Şunları sırayla kontrol edin ve baştan başlayın:"],
  },
  checks: [
    "Cihaz: bu, {device} cihazı mı, yoksa eski bir telefon veya başka bir belirteç mi?",
    "Kayıt: bir uygulamada birden çok kayıt olabilir. Bu, doğru AWS hesabının kaydı mı?",
    "Saat: telefonda otomatik tarih ve saat açık mı?",
    "Kodlar: ikinci kod, ilk kodun hemen ardından mı geldi?",
  ],
  checksFailed: "Yine olmazsa sistem yöneticinizden cihazı yeniden kaydetmesini isteyin.",

  reason: {
    User: {
      title: "AWS, bu kullanıcıyı tanımıyor",
      text: ["Bu adda bir AWS kullanıcısı yok. Adı kontrol edin veya sistem yöneticinize sorun."],
    },
    UserOrDevice: {
      title: "AWS, bu cihazı tanımıyor",
      text: ["Böyle bir kullanıcı yok veya kullanıcının artık bu cihazı yok. Cihazı yeniden seçin."],
    },
    Device: {
      title: "MFA cihazı yok",
      text: ["Bu AWS kullanıcısının MFA cihazı yok, bu yüzden eşitlenecek bir şey yok. Sistem yöneticinizden yardım isteyin."],
    },
    TotpDevice: {
      title: "Bu sayfa, cihazınız konusunda yardımcı olamaz",
      text: ["Bu AWS kullanıcısının yalnızca güvenlik anahtarları, geçiş anahtarları veya telefon numaraları var. Bunların şaşabilecek bir saati yok. Biri reddediliyorsa sistem yöneticinizden onu yeniden kaydetmesini isteyin."],
    },
  },

  own: {
    NotAuthorized: {
      title: "Hesabınız henüz bağlı değil",
      text: [
        "Oturumunuz açık, ancak şirket hesabınız bir AWS kullanıcısına bağlı değil. Sistem yöneticinizden hesabı bağlamasını isteyin ve yeniden oturum açın.",
      ],
    },
    User: {
      title: "AWS, bu kullanıcıyı tanımıyor",
      text: ["Şirket hesabınızın bağlı olduğu AWS kullanıcısı mevcut değil. Sistem yöneticinize bildirin."],
    },
  },

  violation: {
    Missing: "Bir değer eksik.",
    Length: "Değer çok kısa veya çok uzun.",
    Characters: "Değerde izin verilmeyen bir karakter var.",
    Arn: "Bu, bir ARN. Yalnızca adı girin: son eğik çizgiden sonrasını.",
    NotSixDigits: "Kodlardan biri altı haneli değil.",
    SameCodes: "İkinci kod ilk kodla aynı. Cihazın yeni bir kod göstermesini bekleyin.",
    SecurityKey: "Bu, bir güvenlik anahtarı. Şaşabilecek bir saati yok.",
    OtherAccount: "Cihaz başka bir AWS hesabına ait.",
    Other: "Bu değer geçerli değil. Değeri siz girmediyseniz sayfayı yeniden yükleyin.",
  },
  field: {
    userName: "Kullanıcı adı",
    accountId: "AWS hesabı",
    serialNumber: "Cihaz",
    authenticationCode1: "İlk kod",
    authenticationCode2: "İkinci kod",
  },
  fieldProblem: "{field}: {problem}",

  noAnswer: {
    Unauthenticated: {
      title: "Oturumunuz sona erdi",
      text: [
        "Hiçbir şey değiştirilmedi. Yeniden oturum açın ve iki yeni kodla başlayın.",
        "Bu, oturum açtıktan hemen sonra olursa sistem yöneticinize şunu bildirin: API, bu sayfanın belirteçlerini kabul etmiyor.",
      ],
    },
    Forbidden: {
      title: "Şirketiniz bu isteği engelliyor",
      text: ["Hiçbir şey değiştirilmedi. Sistem yöneticinize şunu bildirin: API, isteği reddetti."],
    },
    TooManyRequests: {
      title: "Bu sayfayı şu anda çok kişi kullanıyor",
      text: ["Hiçbir şey değiştirilmedi. Birkaç saniye bekleyin ve yeniden deneyin."],
    },
    NotExecuted: {
      title: "Bu sayfa güncel değil",
      text: ["Hiçbir şey değiştirilmedi. Sayfayı yeniden yükleyin. Bu tekrarlanırsa sistem yöneticinize bildirin."],
    },
    Offline: {
      title: "Çevrimdışısınız",
      text: ["Hiçbir şey gönderilmedi. Ağa bağlanın ve yeniden deneyin."],
    },
    Unreachable: {
      title: "Hizmet yanıt vermiyor",
      text: ["Hiçbir şey değiştirilmedi. Birkaç saniye bekleyin ve yeniden deneyin. Bu tekrarlanırsa sistem yöneticinize bildirin."],
    },
  },

  signInProblem: {
    Declined: {
      title: "Oturumunuz açık değil",
      text: ["Oturum açma iptal edildi veya şirketiniz bu sayfayı kullanmanıza izin vermiyor. Yeniden deneyin veya sistem yöneticinize sorun."],
    },
    Forged: {
      title: "Bu oturum açma işlemi burada başlamadı",
      text: ["Güvenliğiniz için yok sayıldı. Bu sayfadan, tek bir pencerede başlayın."],
    },
    Elsewhere: {
      title: "Lütfen yeniden oturum açın",
      text: ["Bu oturum açma işlemi başka bir sekmede başlatıldı veya daha önce tamamlandı. Hiçbir şey değiştirilmedi."],
    },
    Expired: {
      title: "Oturum açma süresi doldu",
      text: ["Çok uzun sürdü veya daha önce kullanıldı. Yeniden oturum açın."],
    },
    Unreachable: {
      title: "Şirketinizin oturum açma hizmeti yanıt vermiyor",
      text: [
        "Ağınızı kontrol edin ve birkaç dakika sonra yeniden deneyin.",
        "Sorun sürerse sistem yöneticinize şunu bildirin: oturum açma hizmeti çalışmıyor veya bu sayfadan gelen isteklere izin vermiyor.",
      ],
    },
    SecretRequired: {
      title: "Oturum açma doğru kurulmamış",
      text: ["Sistem yöneticinize şunu bildirin: oturum açma hizmeti, bir sayfanın saklayamayacağı bir istemci gizli anahtarı (client secret) istiyor. Bu sayfa, genel istemci (tek sayfalı uygulama) olarak kaydedilmelidir."],
    },
    Misconfigured: {
      title: "Oturum açma doğru kurulmamış",
      text: ["Sistem yöneticinize şunu bildirin: oturum açma hizmeti gerektiği gibi yanıt vermedi."],
    },
    TooShort: {
      title: "Oturum süresi çok kısa",
      text: ["Sistem yöneticinize şunu bildirin: bu sayfanın belirteçleri en az beş dakika, tercihen 15 dakika geçerli olmalıdır."],
    },
    NoStorage: {
      title: "Tarayıcınız bu sayfa için veri saklamıyor",
      text: ["Oturum açmak için bu, kısa süreliğine gereklidir. Bu sitenin tarayıcınızda veri (çerez) saklamasına izin verin ve sayfayı yeniden yükleyin. Ya da başka bir tarayıcı kullanın."],
    },
  },

  sessionEnding: {
    title: "Lütfen yeniden oturum açın",
    text: ["Oturumunuz üç dakikadan kısa sürede bitecek; bu süre iki kod için yetmez. Hiçbir kod gönderilmedi. Yeniden oturum açın ve iki yeni kodla başlayın."],
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
    text: ["Bu sayfa oturumunuzu unuttu. Şirketinizin oturum açma hizmeti sizi hâlâ tanıyor olabilir; tarayıcıyı başkaları da kullanıyorsa kapatın."],
  },
};

export default words;
