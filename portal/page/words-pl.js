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
  reload: "Odśwież stronę",
  otherDevice: "Wybierz inne urządzenie",
  otherPerson: "Pomóż innej osobie",
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
  deviceOf: "{device} (użytkownik: {user})",
  virtualDevice: "Aplikacja uwierzytelniająca, dodana {date}",
  hardwareDevice: "Token sprzętowy, dodany {date}",
  requestId: "Prosząc o pomoc, podaj ten identyfikator:",
  detail: "Dla administratora:",
  support: "Kto może pomóc: {support}",

  start: {
    title: "AWS nie przyjmuje Twoich kodów?",
    text: [
      "Zegar aplikacji uwierzytelniającej lub tokenu sprzętowego (AWS nazywa je urządzeniem MFA) może się rozregulować. AWS odrzuca wtedy sześciocyfrowe kody i nie możesz zalogować się do AWS. Ta strona dostosowuje AWS do zegara Twojego urządzenia.",
      "Jeśli urządzeniem jest telefon, najpierw włącz w nim automatyczne ustawianie daty i godziny, a potem spróbuj jeszcze raz zalogować się do AWS. Jeśli się uda, nie musisz robić nic więcej.",
      "W przeciwnym razie przygotuj urządzenie i około dwóch minut. Aby zacząć, zaloguj się na konto firmowe.",
    ],
  },
  reloaded: "Strona została odświeżona i nie pamięta już logowania ani żadnego niewysłanego kodu. Jeśli AWS już przyjął Twoje kody, to się nie zmienia.",
  blockedTitle: "A jeśli logowanie firmowe wymaga tego samego urządzenia?",
  blockedText: "Wtedy ta strona nie może Ci pomóc. Administrator może ponownie zsynchronizować urządzenie lub zarejestrować nowe.",

  busy: {
    load: "Strona się wczytuje.",
    signIn: "Trwa logowanie.",
    devices: "Trwa wyszukiwanie Twoich urządzeń.",
    send: "Trwa wysyłanie obu kodów do AWS. Zajmie to kilka sekund.",
  },

  chooseDevice: {
    title: "Które urządzenie?",
    text: ["Wybierz urządzenie, którego kodów AWS nie przyjmuje."],
  },
  chooseUser: {
    title: "Czyje urządzenie?",
    text: [
      "Wpisz nazwę użytkownika AWS osoby, której kody są odrzucane. Pozostań z nią w kontakcie: potrzebne będą dwa kody z jej urządzenia.",
    ],
  },
  firstCodeOfApp: {
    title: "Wpisz kod z aplikacji",
    text: [
      "Otwórz aplikację uwierzytelniającą i znajdź wpis dla AWS. To urządzenie nazywa się w AWS {device}. Wpisz sześć cyfr, które aplikacja teraz pokazuje.",
    ],
  },
  firstCodeOfToken: {
    title: "Wpisz kod z tokenu",
    text: ["Weź token sprzętowy {device} i wpisz sześć cyfr, które teraz pokazuje."],
  },
  secondCode: {
    title: "Poczekaj na nowy kod i wpisz go",
    text: [
      "Wpisz następny kod, który pokaże urządzenie, w ciągu 90 sekund od pierwszego.",
      "Jeśli token ma przycisk, naciśnij go ponownie po 30 sekundach.",
    ],
  },
  newCodeWithin: "Nowy kod najpóźniej za {seconds} s",
  newCodeNow: "Nowy kod już jest",
  tooSlow: "Od pierwszego kodu minęło ponad 90 sekund, więc strona go usunęła. Niczego nie wysłano. Wpisz kod, który urządzenie teraz pokazuje.",

  codeProblem: {
    Empty: "Wpisz sześć cyfr, które pokazuje urządzenie.",
    Arn: "To jest nazwa urządzenia. Wpisz sześć cyfr, które pokazuje urządzenie.",
    NotDigits: "Kod składa się tylko z cyfr od 0 do 9. Wpisz sześć cyfr, które pokazuje urządzenie.",
    NotSixDigits: "Kod ma sześć cyfr (wpisano: {count}). Wpisz wszystkie sześć cyfr, które pokazuje urządzenie.",
    TwoCodes: "To są dwa kody. Wpisz tylko nowy.",
    SameCode: "To znowu pierwszy kod. Poczekaj, aż urządzenie pokaże nowy, i wpisz go.",
  },
  userNameMissing: "Wpisz nazwę użytkownika AWS.",

  status: {
    Resynchronized: {
      title: "Urządzenie znów działa",
      text: [
        "Poczekaj, aż pokaże nowy kod. Zaloguj się tym kodem do AWS.",
        "Jeśli AWS później znów odrzuci kody, a urządzeniem jest telefon, włącz w nim automatyczne ustawianie daty i godziny, a potem zsynchronizuj go jeszcze raz.",
      ],
    },
    InvalidRequest: {
      title: "Coś trzeba poprawić",
      text: ["Niczego nie zmieniono. Popraw poniższe wartości i wpisz dwa nowe kody."],
    },
    ValidationError: {
      title: "AWS nie przyjmuje tych wartości",
      text: ["Niczego nie zmieniono. Spróbuj ponownie z dwoma nowymi kodami. Jeśli to się powtórzy, poproś administratora o pomoc."],
    },
    NotAuthorized: {
      title: "Nie masz do tego uprawnień",
      text: [
        "Logowanie się udało, ale Twoje konto nie ma uprawnień do ponownej synchronizacji urządzeń tej osoby. Zapytaj administratora, a gdy konto je otrzyma, zaloguj się ponownie.",
      ],
    },
    MethodNotAllowed: {
      title: "Ta strona jest nieaktualna",
      text: ["Niczego nie zmieniono. Odśwież stronę. Jeśli to się powtórzy, powiadom administratora."],
    },
    ConcurrentModification: {
      title: "Ktoś inny zmienia teraz dane tego użytkownika",
      text: ["Tutaj niczego nie zmieniono. Poczekaj kilka minut i spróbuj ponownie z dwoma nowymi kodami."],
    },
    LimitExceeded: {
      title: "AWS nie pozwala teraz na kolejną zmianę",
      text: ["Osiągnięto limit konta AWS Twojej firmy i niczego nie zmieniono. Powiadom administratora."],
    },
    SerialNumberRequired: {
      title: "Które urządzenie?",
      text: ["Niczego nie zmieniono. Wybierz urządzenie, którego kodów AWS nie przyjmuje."],
    },
    CodesExpired: {
      title: "Kody są zbyt stare",
      text: ["Niczego nie zmieniono. Wpisz dwa nowe kody, drugi, gdy tylko urządzenie go pokaże."],
    },
    InvalidAuthenticationCode: {
      title: "AWS nie przyjął kodów",
      text: [
        "AWS nie podaje, który kod był błędny. Sprawdź, czy oba pochodzą z urządzenia {device}, czy żaden kod między nimi nie został pominięty i czy w tym czasie nikt nie przestawił zegara urządzenia.",
      ],
    },
    Throttling: {
      title: "AWS jest chwilowo zajęty",
      text: ["Niczego nie zmieniono. Poczekaj kilka sekund i spróbuj ponownie z dwoma nowymi kodami."],
    },
    AccessDenied: {
      title: "Usługa nie jest w pełni skonfigurowana",
      text: ["AWS nie pozwala jej zrobić tego, co jest potrzebne, i niczego nie zmieniono. Powiadom administratora."],
    },
    InternalError: {
      title: "Usługa nie działa prawidłowo",
      text: ["Niczego nie zmieniono. Powiadom administratora."],
    },
    ServiceFailure: {
      title: "Po stronie AWS wystąpił problem",
      text: ["Niczego nie zmieniono. Poczekaj kilka minut i spróbuj ponownie."],
    },
    Unavailable: {
      title: "Nie udało się połączyć z AWS",
      text: ["Żaden kod nie został użyty i niczego nie zmieniono. Poczekaj kilka sekund i spróbuj ponownie z dwoma nowymi kodami."],
    },
    OutcomeUnknown: {
      title: "Nie wiadomo na pewno, czy się udało",
      text: ["AWS mógł przyjąć kody, ale potwierdzenie nie nadeszło. Najpierw spróbuj zalogować się do AWS nowym kodem. Jeśli się nie uda, zacznij od nowa z dwoma nowymi kodami."],
    },
  },

  refusedAgain: {
    title: "AWS znowu nie przyjął kodów",
    text: ["Sprawdź po kolei poniższe punkty i zacznij od nowa:"],
  },
  checks: [
    "Urządzenie: czy to {device}, a nie stary telefon lub inny token?",
    "Wpis: w aplikacji może być ich kilka. Czy to wpis właściwego konta AWS?",
    "Zegar: czy w telefonie włączone jest automatyczne ustawianie daty i godziny?",
    "Kody: czy drugi pojawił się bezpośrednio po pierwszym?",
  ],
  checksFailed: "Jeśli to nie pomoże, poproś administratora o ponowne zarejestrowanie urządzenia.",

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
      title: "Ta strona nie pomoże w przypadku Twojego urządzenia",
      text: ["Ten użytkownik AWS ma tylko klucze bezpieczeństwa, klucze dostępu (passkey) lub numery telefonów. Nie mają one zegara, który mógłby się rozregulować. Jeśli któryś z nich jest odrzucany, poproś administratora o jego ponowne zarejestrowanie."],
    },
  },

  own: {
    NotAuthorized: {
      title: "Twoje konto nie jest jeszcze powiązane",
      text: [
        "Logowanie się udało, ale Twoje konto firmowe nie jest powiązane z użytkownikiem AWS. Poproś administratora o powiązanie konta i zaloguj się ponownie.",
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
    Characters: "Wartość zawiera niedozwolony znak.",
    Arn: "To jest ARN. Wpisz samą nazwę: to, co następuje po ostatnim ukośniku.",
    NotSixDigits: "Kod nie ma sześciu cyfr.",
    SameCodes: "Drugi kod jest taki sam jak pierwszy. Poczekaj, aż urządzenie pokaże nowy.",
    SecurityKey: "To jest klucz bezpieczeństwa. Nie ma zegara, który mógłby się rozregulować.",
    OtherAccount: "Urządzenie należy do innego konta AWS.",
    Other: "Ta wartość jest nieprawidłowa. Jeśli nie została wpisana przez Ciebie, odśwież stronę.",
  },
  field: {
    userName: "Nazwa użytkownika",
    accountId: "Konto AWS",
    serialNumber: "Urządzenie",
    authenticationCode1: "Pierwszy kod",
    authenticationCode2: "Drugi kod",
  },
  fieldProblem: "{field}: {problem}",

  noAnswer: {
    Unauthenticated: {
      title: "Twoja sesja się zakończyła",
      text: [
        "Niczego nie zmieniono. Zaloguj się ponownie i zacznij z dwoma nowymi kodami.",
        "Jeśli dzieje się to zaraz po zalogowaniu, przekaż administratorowi: API nie przyjmuje tokenów tej strony.",
      ],
    },
    Forbidden: {
      title: "Twoja firma blokuje to żądanie",
      text: ["Niczego nie zmieniono. Przekaż administratorowi, że API odrzuciło żądanie."],
    },
    TooManyRequests: {
      title: "Wiele osób korzysta teraz z tej strony",
      text: ["Niczego nie zmieniono. Poczekaj kilka sekund i spróbuj ponownie."],
    },
    NotExecuted: {
      title: "Ta strona jest nieaktualna",
      text: ["Niczego nie zmieniono. Odśwież stronę. Jeśli to się powtórzy, powiadom administratora."],
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
      title: "Nie udało się zalogować",
      text: ["Logowanie zostało anulowane lub Twoja firma nie pozwala Ci korzystać z tej strony. Spróbuj ponownie lub zapytaj administratora."],
    },
    Forged: {
      title: "To logowanie nie zaczęło się tutaj",
      text: ["Dla Twojego bezpieczeństwa zostało zignorowane. Zacznij od tej strony, w jednym oknie."],
    },
    Elsewhere: {
      title: "Zaloguj się ponownie",
      text: ["To logowanie zostało rozpoczęte w innej karcie lub już się zakończyło. Niczego nie zmieniono."],
    },
    Expired: {
      title: "Logowanie wygasło",
      text: ["Trwało zbyt długo lub zostało już użyte. Zaloguj się ponownie."],
    },
    Unreachable: {
      title: "Logowanie firmowe nie odpowiada",
      text: [
        "Sprawdź połączenie z siecią i spróbuj ponownie za kilka minut.",
        "Jeśli nadal się nie udaje, przekaż administratorowi: usługa logowania nie działa lub nie zezwala na żądania z tej strony.",
      ],
    },
    SecretRequired: {
      title: "Logowanie nie jest poprawnie skonfigurowane",
      text: ["Przekaż administratorowi: usługa logowania wymaga tajnego klucza klienta (client secret), którego strona nie może przechowywać. Tę stronę należy zarejestrować jako klienta publicznego (aplikację jednostronicową)."],
    },
    Misconfigured: {
      title: "Logowanie nie jest poprawnie skonfigurowane",
      text: ["Przekaż administratorowi: usługa logowania nie odpowiedziała tak, jak powinna."],
    },
    TooShort: {
      title: "Logowanie jest ważne zbyt krótko",
      text: ["Przekaż administratorowi: tokeny dla tej strony muszą być ważne co najmniej pięć minut, lepiej 15."],
    },
    NoStorage: {
      title: "Przeglądarka niczego nie zapisuje dla tej strony",
      text: ["Jest to na chwilę potrzebne do logowania. Zezwól tej witrynie na zapisywanie danych (plików cookie) w przeglądarce i odśwież stronę. Albo użyj innej przeglądarki."],
    },
  },

  sessionEnding: {
    title: "Zaloguj się ponownie",
    text: ["Twoja sesja kończy się za mniej niż trzy minuty, a to za mało na dwa kody. Nie wysłano żadnego kodu. Zaloguj się ponownie i zacznij z dwoma nowymi kodami."],
  },
  notLoaded: {
    title: "Strona nie wczytała się w całości",
    text: ["Sprawdź połączenie z siecią i odśwież stronę."],
  },
  defect: {
    title: "Na tej stronie coś poszło nie tak",
    text: ["Jeśli wysłano kody, sprawdź najpierw, czy możesz zalogować się do AWS nowym kodem. Jeśli nie, odśwież stronę. Jeśli nadal się nie udaje, użyj innej albo nowszej przeglądarki."],
  },
  signedOut: {
    title: "Wylogowano",
    text: ["Ta strona nie pamięta już Twojej sesji. Logowanie firmowe może Cię jeszcze pamiętać, więc zamknij przeglądarkę, jeśli korzystają z niej inni."],
  },
};

export default words;
