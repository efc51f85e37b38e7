// Polski.

/** @type {import("./words-en.js").Words} */
const words = {
  name: "Ponowna synchronizacja urządzenia MFA",

  signIn: "Zaloguj się",
  signInAgain: "Zaloguj się ponownie",
  signOut: "Wyloguj się",
  next: "Dalej",
  resynchronize: "Zsynchronizuj ponownie",
  startAgain: "Zacznij od nowa z dwoma nowymi kodami",
  tryAgain: "Spróbuj ponownie",
  chooseAgain: "Wybierz urządzenie ponownie",
  signInToAws: "Zaloguj się do AWS",
  reload: "Wczytaj stronę ponownie",
  otherDevice: "Wybierz inne urządzenie",
  otherPerson: "Pomóż komuś innemu",
  ownDevices: "Wróć do moich urządzeń",
  firstCodeLabel: "Pierwszy kod",
  secondCodeLabel: "Drugi kod",
  userNameLabel: "Nazwa użytkownika AWS",
  accountLabel: "Konto AWS",
  account: "Konto AWS {account}",
  language: "Język",
  copy: "Kopiuj",
  copied: "Skopiowano",
  step: "Krok {number} z 2",
  deviceOf: "{device}, urządzenie użytkownika {user}",
  virtualDevice: "Aplikacja uwierzytelniająca, dodana {date}",
  hardwareDevice: "Token sprzętowy, dodany {date}",
  requestId: "Prosząc o pomoc, podaj ten numer:",
  detail: "Dla administratora:",
  support: "Kto może pomóc: {support}",

  start: {
    title: "AWS nie przyjmuje Twoich kodów?",
    text: [
      "Zegar aplikacji uwierzytelniającej lub tokenu sprzętowego, który AWS nazywa urządzeniem MFA, może się rozregulować. AWS odrzuca wtedy sześciocyfrowe kody i nie możesz się zalogować do AWS. Ta strona ustawia AWS według zegara Twojego urządzenia.",
      "Jeśli urządzeniem jest telefon, najpierw ustaw w nim datę i godzinę na automatyczne i spróbuj jeszcze raz zalogować się do AWS. Jeśli się uda, nie potrzebujesz niczego więcej.",
      "W przeciwnym razie weź urządzenie i zarezerwuj około dwóch minut. Zaloguj się kontem firmowym, aby zacząć.",
    ],
  },
  reloaded: "Strona została wczytana ponownie i nie pamięta logowania ani żadnego niewysłanego kodu.",
  blockedTitle: "A jeśli logowanie firmowe wymaga tego samego urządzenia?",
  blockedText: "Wtedy ta strona nie może pomóc. Administrator może ponownie zsynchronizować urządzenie lub zarejestrować nowe.",

  busy: {
    load: "Strona się wczytuje.",
    signIn: "Trwa logowanie.",
    devices: "Trwa wyszukiwanie urządzeń.",
    send: "Trwa wysyłanie obu kodów do AWS. Zajmie to kilka sekund.",
  },

  chooseDevice: {
    title: "Które urządzenie?",
    text: ["Wybierz urządzenie, którego kody AWS odrzuca."],
  },
  chooseUser: {
    title: "Czyje urządzenie?",
    text: [
      "Wpisz nazwę użytkownika AWS osoby, której kody są odrzucane. Pozostań z nią w kontakcie: potrzebne są dwa kody z jej urządzenia.",
    ],
  },
  firstCodeOfApp: {
    title: "Wpisz kod z aplikacji",
    text: [
      "Otwórz aplikację uwierzytelniającą i znajdź wpis dla AWS. AWS nazywa urządzenie {device}. Wpisz sześć cyfr, które aplikacja teraz pokazuje.",
    ],
  },
  firstCodeOfToken: {
    title: "Wpisz kod z tokenu",
    text: ["Weź token sprzętowy {device} i wpisz sześć cyfr, które teraz pokazuje."],
  },
  secondCode: {
    title: "Poczekaj na nowy kod i wpisz go",
    text: [
      "Wpisz następny kod pokazany przez urządzenie, w ciągu 90 sekund od pierwszego.",
      "Jeśli token ma przycisk, naciśnij go ponownie po 30 sekundach.",
    ],
  },
  newCodeWithin: "Nowy kod najpóźniej za {seconds} s",
  newCodeNow: "Nowy kod już jest",
  tooSlow: "Od pierwszego kodu minęło ponad 90 sekund, więc został odrzucony. Niczego nie wysłano. Wpisz kod, który urządzenie teraz pokazuje.",

  codeProblem: {
    Empty: "Wpisz sześć cyfr, które pokazuje urządzenie.",
    Arn: "To jest nazwa urządzenia. Wpisz sześć cyfr, które pokazuje urządzenie.",
    NotDigits: "Kod zawiera tylko cyfry od 0 do 9. Wpisz sześć cyfr, które pokazuje urządzenie.",
    NotSixDigits: "Kod ma sześć cyfr; liczba wpisanych: {count}. Wpisz wszystkie sześć cyfr, które pokazuje urządzenie.",
    TwoCodes: "To są dwa kody. Wpisz tylko nowy.",
    SameCode: "To znowu pierwszy kod. Poczekaj, aż urządzenie pokaże nowy, i wpisz go.",
  },
  userNameMissing: "Wpisz nazwę użytkownika AWS.",

  status: {
    Resynchronized: {
      title: "Urządzenie znów działa",
      text: [
        "Poczekaj, aż pokaże nowy kod. Zaloguj się tym kodem do AWS.",
        "Jeśli AWS później znów odrzuci kody, a jest to telefon, ustaw w nim datę i godzinę na automatyczne i wróć tutaj.",
      ],
    },
    InvalidRequest: {
      title: "Coś trzeba poprawić",
      text: ["Niczego nie zmieniono. Popraw poniższe i wpisz dwa nowe kody."],
    },
    ValidationError: {
      title: "AWS nie przyjmuje tych wartości",
      text: ["Niczego nie zmieniono. Spróbuj ponownie z dwoma nowymi kodami. Jeśli to się powtórzy, poproś administratora o pomoc."],
    },
    NotAuthorized: {
      title: "Nie masz do tego uprawnień",
      text: [
        "Zalogowano, ale Twoje konto nie może synchronizować urządzeń tej osoby. Zapytaj administratora i zaloguj się ponownie, gdy będzie mogło.",
      ],
    },
    MethodNotAllowed: {
      title: "Ta strona jest nieaktualna",
      text: ["Niczego nie zmieniono. Wczytaj stronę ponownie. Jeśli to się powtórzy, powiadom administratora."],
    },
    ConcurrentModification: {
      title: "Ktoś inny zmienia tego użytkownika",
      text: ["Tutaj niczego nie zmieniono. Poczekaj kilka minut i spróbuj ponownie z dwoma nowymi kodami."],
    },
    LimitExceeded: {
      title: "AWS nie pozwala teraz na kolejną zmianę",
      text: ["Osiągnięto limit konta AWS Twojej firmy i niczego nie zmieniono. Powiadom administratora."],
    },
    SerialNumberRequired: {
      title: "Które urządzenie?",
      text: ["Niczego nie zmieniono. Wybierz urządzenie, którego kody AWS odrzuca."],
    },
    CodesExpired: {
      title: "Kody są zbyt stare",
      text: ["Niczego nie zmieniono. Wpisz dwa nowe kody, drugi od razu, gdy urządzenie go pokaże."],
    },
    InvalidAuthenticationCode: {
      title: "AWS nie przyjął kodów",
      text: [
        "AWS nie mówi, który kod był błędny. Sprawdź, czy oba pochodzą z {device} i czy żaden kod między nimi nie został pominięty.",
      ],
    },
    Throttling: {
      title: "AWS jest przeciążony",
      text: ["Niczego nie zmieniono. Poczekaj kilka sekund i spróbuj ponownie z dwoma nowymi kodami."],
    },
    AccessDenied: {
      title: "Usługa nie jest w pełni skonfigurowana",
      text: ["AWS nie pozwala jej zrobić tego, co musi, i niczego nie zmieniono. Powiadom administratora."],
    },
    InternalError: {
      title: "Coś jest nie tak z usługą",
      text: ["Niczego nie zmieniono. Powiadom administratora."],
    },
    ServiceFailure: {
      title: "AWS ma problem",
      text: ["Niczego nie zmieniono. Poczekaj kilka minut i spróbuj ponownie."],
    },
    Unavailable: {
      title: "Nie udało się połączyć z AWS",
      text: ["Żaden kod nie został użyty i niczego nie zmieniono. Poczekaj kilka sekund i spróbuj ponownie z dwoma nowymi kodami."],
    },
    OutcomeUnknown: {
      title: "Nie wiadomo na pewno, czy się udało",
      text: ["AWS mógł przyjąć kody, ale nie nadeszło potwierdzenie. Najpierw spróbuj zalogować się do AWS nowym kodem. Jeśli się nie uda, zacznij od nowa z dwoma nowymi kodami."],
    },
  },

  refusedAgain: {
    title: "AWS znowu nie przyjął kodów",
    text: ["Sprawdź to, w tej kolejności, i zacznij od nowa:"],
  },
  checks: [
    "Urządzenie: czy to {device}, a nie stary telefon lub inny token?",
    "Wpis: aplikacja może mieć ich kilka. Czy to wpis właściwego konta AWS?",
    "Zegar: czy w telefonie data i godzina są ustawione na automatyczne?",
    "Kody: czy drugi nastąpił bezpośrednio po pierwszym?",
  ],
  checksFailed: "Jeśli nadal się nie uda, poproś administratora o ponowne zarejestrowanie urządzenia.",

  reason: {
    User: {
      title: "AWS nie zna tego użytkownika",
      text: ["Nie ma użytkownika AWS o tej nazwie. Sprawdź nazwę lub zapytaj administratora."],
    },
    UserOrDevice: {
      title: "AWS nie zna tego urządzenia",
      text: ["Nie ma takiego użytkownika lub nie ma on już tego urządzenia. Wybierz urządzenie ponownie."],
    },
    Device: {
      title: "Nie ma urządzenia MFA",
      text: ["Ten użytkownik AWS nie ma urządzenia MFA, więc nie ma czego synchronizować. Poproś administratora o pomoc."],
    },
    TotpDevice: {
      title: "Ta strona nie może pomóc z Twoim urządzeniem",
      text: ["Ten użytkownik AWS ma tylko klucze bezpieczeństwa, klucze dostępu lub numery telefonów. Nie mają one zegara, który mógłby się rozregulować. Jeśli któryś jest odrzucany, poproś administratora o ponowną rejestrację."],
    },
  },

  own: {
    NotAuthorized: {
      title: "Twoje konto nie jest jeszcze połączone",
      text: [
        "Zalogowano, ale Twoje konto firmowe nie jest połączone z użytkownikiem AWS. Poproś administratora o połączenie i zaloguj się ponownie.",
      ],
    },
    User: {
      title: "AWS nie zna tego użytkownika",
      text: ["Twoje konto firmowe wskazuje użytkownika AWS, który nie istnieje. Powiadom administratora."],
    },
  },

  violation: {
    Missing: "Brakuje wartości.",
    Length: "Wartość jest za krótka lub za długa.",
    Characters: "Wartość zawiera znak, który nie jest tam dozwolony.",
    Arn: "To jest ARN. Wpisz samą nazwę: to, co następuje po ostatnim ukośniku.",
    NotSixDigits: "Kod nie ma sześciu cyfr.",
    SameCodes: "Drugi kod jest taki sam jak pierwszy. Poczekaj, aż urządzenie pokaże nowy.",
    SecurityKey: "To jest klucz bezpieczeństwa. Nie ma zegara, który mógłby się rozregulować.",
    OtherAccount: "Urządzenie należy do innego konta AWS.",
    Other: "Ta wartość jest nieprawidłowa. Jeśli wpisał ją ktoś inny, wczytaj stronę ponownie.",
  },
  field: {
    userName: "Nazwa użytkownika",
    accountId: "Konto AWS",
    serialNumber: "Urządzenie",
    authenticationCode1: "Pierwszy kod",
    authenticationCode2: "Drugi kod",
  },

  noAnswer: {
    Unauthenticated: {
      title: "Twoja sesja się zakończyła",
      text: [
        "Niczego nie zmieniono. Zaloguj się ponownie i zacznij z dwoma nowymi kodami.",
        "Jeśli dzieje się to zaraz po zalogowaniu, powiedz administratorowi, że API nie przyjmuje tokenów tej strony.",
      ],
    },
    Forbidden: {
      title: "Twoja firma blokuje to żądanie",
      text: ["Niczego nie zmieniono. Powiedz administratorowi, że API odrzuciło żądanie."],
    },
    TooManyRequests: {
      title: "Wiele osób korzysta z tej strony",
      text: ["Niczego nie zmieniono. Poczekaj kilka sekund i spróbuj ponownie."],
    },
    NotExecuted: {
      title: "Ta strona jest nieaktualna",
      text: ["Niczego nie zmieniono. Wczytaj stronę ponownie. Jeśli to się powtórzy, powiadom administratora."],
    },
    Offline: {
      title: "Jesteś offline",
      text: ["Niczego nie wysłano. Połącz się z siecią i spróbuj ponownie."],
    },
    Unreachable: {
      title: "Usługa nie odpowiada",
      text: ["Niczego nie zmieniono. Poczekaj kilka sekund i spróbuj ponownie. Jeśli to się powtórzy, powiadom administratora."],
    },
  },

  signInProblem: {
    Declined: {
      title: "Nie jesteś zalogowany",
      text: ["Logowanie anulowano lub Twoja firma nie pozwala Ci korzystać z tej strony. Spróbuj ponownie lub zapytaj administratora."],
    },
    Forged: {
      title: "To logowanie nie zaczęło się tutaj",
      text: ["Dla Twojego bezpieczeństwa zostało zignorowane. Zacznij na tej stronie, w jednym oknie."],
    },
    Elsewhere: {
      title: "Proszę zalogować się ponownie",
      text: ["To logowanie rozpoczęto na innej karcie lub zostało już zakończone. Niczego nie zmieniono."],
    },
    Expired: {
      title: "Logowanie wygasło",
      text: ["Trwało zbyt długo lub zostało już użyte. Zaloguj się ponownie."],
    },
    Unreachable: {
      title: "Logowanie firmowe nie odpowiada",
      text: [
        "Sprawdź sieć i spróbuj ponownie za kilka minut.",
        "Jeśli nadal się nie udaje, powiedz administratorowi, że usługa logowania nie działa lub nie zezwala na żądania z tej strony.",
      ],
    },
    SecretRequired: {
      title: "Logowanie nie jest poprawnie skonfigurowane",
      text: ["Powiedz administratorowi, że usługa logowania wymaga tajnego klucza klienta, którego strona nie może przechować. Zarejestruj tę stronę jako klienta publicznego (aplikacja jednostronicowa)."],
    },
    Misconfigured: {
      title: "Logowanie nie jest poprawnie skonfigurowane",
      text: ["Powiedz administratorowi, że usługa logowania nie odpowiedziała tak, jak powinna."],
    },
    TooShort: {
      title: "Logowanie jest ważne zbyt krótko",
      text: ["Powiedz administratorowi, że tokeny dla tej strony muszą być ważne co najmniej pięć minut, lepiej 15."],
    },
    NoStorage: {
      title: "Przeglądarka nie zapisuje niczego dla tej strony",
      text: ["Logowanie potrzebuje tego przez chwilę. Zezwól tej witrynie na zapisywanie danych (plików cookie) w przeglądarce i wczytaj stronę ponownie. Albo użyj innej przeglądarki."],
    },
  },

  sessionEnding: {
    title: "Proszę zalogować się ponownie",
    text: ["Twoja sesja kończy się za mniej niż trzy minuty, a to za mało na dwa kody. Żaden kod nie został wysłany. Zaloguj się ponownie i zacznij z dwoma nowymi kodami."],
  },
  notLoaded: {
    title: "Strona nie wczytała się w całości",
    text: ["Sprawdź sieć i wczytaj stronę ponownie."],
  },
  defect: {
    title: "Na tej stronie coś poszło nie tak",
    text: ["Jeśli wysłano kody, sprawdź najpierw, czy możesz zalogować się do AWS nowym kodem. Jeśli nie, wczytaj stronę ponownie. Jeśli nadal się nie udaje, użyj innej albo nowszej przeglądarki."],
  },
  signedOut: {
    title: "Wylogowano",
    text: ["Ta strona nie pamięta już Twojej sesji. Logowanie firmowe może Cię jeszcze pamiętać; zamknij przeglądarkę, jeśli korzystają z niej inni."],
  },
};

export default words;
