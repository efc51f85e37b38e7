// Français.

/** @type {import("./words-en.js").Words} */
const words = {
  name: "Resynchroniser votre dispositif MFA",

  signIn: "Se connecter",
  signInAgain: "Se reconnecter",
  signOut: "Se déconnecter",
  next: "Suivant",
  resynchronize: "Resynchroniser",
  startAgain: "Recommencer avec deux nouveaux codes",
  tryAgain: "Réessayer",
  chooseAgain: "Choisir à nouveau le dispositif",
  signInToAws: "Se connecter à AWS",
  reload: "Recharger la page",
  otherDevice: "Choisir un autre dispositif",
  otherPerson: "Aider quelqu'un d'autre",
  ownDevices: "Revenir à mes dispositifs",
  firstCodeLabel: "Premier code",
  secondCodeLabel: "Deuxième code",
  userNameLabel: "Nom d'utilisateur AWS",
  accountLabel: "Compte AWS",
  account: "Compte AWS {account}",
  language: "Langue",
  copy: "Copier",
  copied: "Copié",
  step: "Étape {number} sur 2",
  deviceOf: "{device} (utilisateur {user})",
  virtualDevice: "Application d'authentification, ajoutée le {date}",
  hardwareDevice: "Jeton matériel, ajouté le {date}",
  requestId: "Si vous demandez de l'aide, indiquez cette référence :",
  detail: "Pour votre administrateur :",
  support: "Qui peut vous aider : {support}",

  start: {
    title: "AWS n'accepte pas vos codes ?",
    text: [
      "L'horloge de votre application d'authentification ou de votre jeton matériel, qu'AWS appelle dispositif MFA, peut se décaler. AWS refuse alors les codes à six chiffres et vous ne pouvez plus vous connecter à AWS. Cette page aligne AWS sur l'horloge de votre dispositif.",
      "Si le dispositif est un téléphone, activez-y d'abord le réglage automatique de la date et de l'heure, puis essayez encore une fois de vous connecter à AWS. Si cela fonctionne, vous n'avez rien d'autre à faire.",
      "Sinon, prenez le dispositif et prévoyez environ deux minutes. Pour commencer, connectez-vous avec votre compte professionnel.",
    ],
  },
  reloaded: "La page a été rechargée : elle a oublié votre connexion et tout code non envoyé. Si AWS avait déjà accepté vos codes, cela reste valable.",
  blockedTitle: "Et si la connexion au compte professionnel demande le même dispositif ?",
  blockedText: "Alors cette page ne peut pas vous aider. Votre administrateur peut resynchroniser le dispositif ou en enregistrer un nouveau.",

  busy: {
    load: "Chargement de la page.",
    signIn: "Connexion en cours.",
    devices: "Recherche de vos dispositifs.",
    send: "Envoi des deux codes à AWS. Cela prend quelques secondes.",
  },

  chooseDevice: {
    title: "Quel dispositif ?",
    text: ["Choisissez le dispositif dont AWS refuse les codes."],
  },
  chooseUser: {
    title: "À qui est le dispositif ?",
    text: [
      "Saisissez le nom d'utilisateur AWS de la personne dont les codes sont refusés. Restez en contact avec elle : il vous faut deux codes de son dispositif.",
    ],
  },
  firstCodeOfApp: {
    title: "Saisissez le code de votre application",
    text: [
      "Ouvrez votre application d'authentification et cherchez l'entrée pour AWS. Dans AWS, le dispositif s'appelle {device}. Saisissez les six chiffres que l'application affiche maintenant.",
    ],
  },
  firstCodeOfToken: {
    title: "Saisissez le code de votre jeton",
    text: ["Prenez le jeton matériel {device} et saisissez les six chiffres qu'il affiche maintenant."],
  },
  secondCode: {
    title: "Attendez un nouveau code et saisissez-le",
    text: [
      "Saisissez le code suivant que votre dispositif affiche, dans les 90 secondes après le premier.",
      "Si votre jeton a un bouton, appuyez de nouveau dessus au bout de 30 secondes.",
    ],
  },
  newCodeWithin: "Nouveau code dans {seconds} s au plus",
  newCodeNow: "Le nouveau code est là",
  tooSlow: "Plus de 90 secondes se sont écoulées depuis le premier code, qui a donc été abandonné. Rien n'a été envoyé. Saisissez le code que votre dispositif affiche maintenant.",

  codeProblem: {
    Empty: "Saisissez les six chiffres que votre dispositif affiche.",
    Arn: "C'est le nom d'un dispositif. Saisissez les six chiffres que le dispositif affiche.",
    NotDigits: "Un code ne comporte que des chiffres, de 0 à 9. Saisissez les six chiffres que votre dispositif affiche.",
    NotSixDigits: "Un code comporte six chiffres ; celui-ci en a {count}. Saisissez bien les six chiffres que votre dispositif affiche.",
    TwoCodes: "Ce sont deux codes. Saisissez uniquement le nouveau.",
    SameCode: "C'est encore le premier code. Attendez que votre dispositif en affiche un nouveau et saisissez-le.",
  },
  userNameMissing: "Saisissez un nom d'utilisateur AWS.",

  status: {
    Resynchronized: {
      title: "Le dispositif fonctionne à nouveau",
      text: [
        "Attendez qu'il affiche un nouveau code. Connectez-vous à AWS avec ce code.",
        "Si AWS refuse à nouveau les codes plus tard et que le dispositif est un téléphone, activez-y le réglage automatique de la date et de l'heure, puis resynchronisez-le encore une fois.",
      ],
    },
    InvalidRequest: {
      title: "Une correction est nécessaire",
      text: ["Rien n'a été modifié. Corrigez ce qui suit et saisissez deux nouveaux codes."],
    },
    ValidationError: {
      title: "AWS n'accepte pas ces valeurs",
      text: ["Rien n'a été modifié. Réessayez avec deux nouveaux codes. Si cela se reproduit, demandez de l'aide à votre administrateur."],
    },
    NotAuthorized: {
      title: "Vous n'avez pas l'autorisation",
      text: [
        "La connexion a réussi, mais votre compte n'est pas autorisé à resynchroniser les dispositifs de cette personne. Adressez-vous à votre administrateur et reconnectez-vous une fois l'autorisation accordée.",
      ],
    },
    MethodNotAllowed: {
      title: "Cette page n'est plus à jour",
      text: ["Rien n'a été modifié. Rechargez la page. Si cela se reproduit, prévenez votre administrateur."],
    },
    ConcurrentModification: {
      title: "Quelqu'un d'autre modifie cet utilisateur",
      text: ["Rien n'a été modifié ici. Attendez quelques minutes et réessayez avec deux nouveaux codes."],
    },
    LimitExceeded: {
      title: "AWS n'accepte pas d'autre modification pour l'instant",
      text: ["Une limite du compte AWS de votre entreprise est atteinte, et rien n'a été modifié. Prévenez votre administrateur."],
    },
    SerialNumberRequired: {
      title: "Quel dispositif ?",
      text: ["Rien n'a été modifié. Choisissez le dispositif dont AWS refuse les codes."],
    },
    CodesExpired: {
      title: "Les codes sont trop anciens",
      text: ["Rien n'a été modifié. Saisissez deux nouveaux codes, le deuxième dès que le dispositif l'affiche."],
    },
    InvalidAuthenticationCode: {
      title: "AWS n'a pas accepté les codes",
      text: [
        "AWS ne dit pas quel code était faux. Vérifiez que les deux venaient du dispositif {device}, qu'aucun code n'a été sauté entre les deux et que personne n'a modifié l'horloge du dispositif entre-temps.",
      ],
    },
    Throttling: {
      title: "AWS est très sollicité",
      text: ["Rien n'a été modifié. Attendez quelques secondes et réessayez avec deux nouveaux codes."],
    },
    AccessDenied: {
      title: "Le service n'est pas entièrement configuré",
      text: ["AWS lui refuse une autorisation nécessaire, et rien n'a été modifié. Prévenez votre administrateur."],
    },
    InternalError: {
      title: "Il y a un problème avec le service",
      text: ["Rien n'a été modifié. Prévenez votre administrateur."],
    },
    ServiceFailure: {
      title: "AWS rencontre un problème",
      text: ["Rien n'a été modifié. Attendez quelques minutes et réessayez."],
    },
    Unavailable: {
      title: "Impossible de joindre AWS",
      text: ["Aucun code n'a été utilisé, et rien n'a été modifié. Attendez quelques secondes et réessayez avec deux nouveaux codes."],
    },
    OutcomeUnknown: {
      title: "Il n'est pas certain que cela ait fonctionné",
      text: ["AWS a peut-être accepté les codes, mais aucune confirmation n'est arrivée. Essayez d'abord de vous connecter à AWS avec un nouveau code. Si cela échoue, recommencez avec deux nouveaux codes."],
    },
  },

  refusedAgain: {
    title: "AWS a de nouveau refusé les codes",
    text: ["Vérifiez ces points, dans cet ordre, puis recommencez :"],
  },
  checks: [
    "Le dispositif : est-ce bien {device}, et non un ancien téléphone ou un autre jeton ?",
    "L'entrée : une application peut en avoir plusieurs. Est-ce celle du bon compte AWS ?",
    "L'horloge : sur un téléphone, le réglage automatique de la date et de l'heure est-il activé ?",
    "Les codes : le deuxième suivait-il directement le premier ?",
  ],
  checksFailed: "Si cela échoue encore, demandez à votre administrateur d'enregistrer à nouveau le dispositif.",

  reason: {
    User: {
      title: "AWS ne connaît pas cet utilisateur",
      text: ["Aucun utilisateur AWS ne porte ce nom. Vérifiez le nom ou adressez-vous à votre administrateur."],
    },
    UserOrDevice: {
      title: "AWS ne connaît pas ce dispositif",
      text: ["Cet utilisateur n'existe pas ou n'a plus ce dispositif. Choisissez à nouveau le dispositif."],
    },
    Device: {
      title: "Il n'y a pas de dispositif MFA",
      text: ["Cet utilisateur AWS n'a pas de dispositif MFA : il n'y a donc rien à resynchroniser. Demandez de l'aide à votre administrateur."],
    },
    TotpDevice: {
      title: "Cette page ne peut pas vous aider pour ce dispositif",
      text: ["Cet utilisateur AWS n'a que des clés de sécurité, des clés d'accès (passkeys) ou des numéros de téléphone. Ils n'ont pas d'horloge qui puisse se décaler. Si l'un d'eux est refusé, demandez à votre administrateur de l'enregistrer à nouveau."],
    },
  },

  own: {
    NotAuthorized: {
      title: "Votre compte n'est pas encore associé",
      text: [
        "La connexion a réussi, mais votre compte professionnel n'est associé à aucun utilisateur AWS. Demandez à votre administrateur de l'associer et reconnectez-vous.",
      ],
    },
    User: {
      title: "AWS ne connaît pas cet utilisateur",
      text: ["Votre compte professionnel indique un utilisateur AWS qui n'existe pas. Prévenez votre administrateur."],
    },
  },

  violation: {
    Missing: "Il manque une valeur.",
    Length: "La valeur est trop courte ou trop longue.",
    Characters: "La valeur contient un caractère non autorisé.",
    Arn: "C'est un ARN. Saisissez uniquement le nom : ce qui suit la dernière barre oblique.",
    NotSixDigits: "Le code ne comporte pas six chiffres.",
    SameCodes: "Le deuxième code est identique au premier. Attendez que le dispositif en affiche un nouveau.",
    SecurityKey: "C'est une clé de sécurité. Elle n'a pas d'horloge qui puisse se décaler.",
    OtherAccount: "Le dispositif appartient à un autre compte AWS.",
    Other: "Cette valeur n'est pas valide. Si ce n'est pas vous qui l'avez saisie, rechargez la page.",
  },
  field: {
    userName: "Nom d'utilisateur",
    accountId: "Compte AWS",
    serialNumber: "Dispositif",
    authenticationCode1: "Premier code",
    authenticationCode2: "Deuxième code",
  },
  fieldProblem: "{field} : {problem}",

  noAnswer: {
    Unauthenticated: {
      title: "Votre session est terminée",
      text: [
        "Rien n'a été modifié. Reconnectez-vous et recommencez avec deux nouveaux codes.",
        "Si cela arrive juste après la connexion, dites à votre administrateur que l'API n'accepte pas les jetons de cette page.",
      ],
    },
    Forbidden: {
      title: "Votre entreprise bloque cette requête",
      text: ["Rien n'a été modifié. Dites à votre administrateur que l'API a refusé la requête."],
    },
    TooManyRequests: {
      title: "Beaucoup de personnes utilisent cette page",
      text: ["Rien n'a été modifié. Attendez quelques secondes et réessayez."],
    },
    NotExecuted: {
      title: "Cette page n'est plus à jour",
      text: ["Rien n'a été modifié. Rechargez la page. Si cela se reproduit, prévenez votre administrateur."],
    },
    Offline: {
      title: "Vous êtes hors ligne",
      text: ["Rien n'a été envoyé. Connectez-vous au réseau et réessayez."],
    },
    Unreachable: {
      title: "Le service ne répond pas",
      text: ["Rien n'a été modifié. Attendez quelques secondes et réessayez. Si cela se reproduit, prévenez votre administrateur."],
    },
  },

  signInProblem: {
    Declined: {
      title: "La connexion n'a pas abouti",
      text: ["Elle a été annulée, ou votre entreprise ne vous permet pas d'utiliser cette page. Réessayez ou adressez-vous à votre administrateur."],
    },
    Forged: {
      title: "Cette connexion n'a pas commencé ici",
      text: ["Pour votre sécurité, elle a été ignorée. Commencez depuis cette page, dans une seule fenêtre."],
    },
    Elsewhere: {
      title: "Veuillez vous reconnecter",
      text: ["Cette connexion a été commencée dans un autre onglet ou était déjà terminée. Rien n'a été modifié."],
    },
    Expired: {
      title: "La connexion a expiré",
      text: ["Elle a pris trop de temps ou a déjà été utilisée. Reconnectez-vous."],
    },
    Unreachable: {
      title: "Le service de connexion de votre entreprise ne répond pas",
      text: [
        "Vérifiez votre réseau et réessayez dans quelques minutes.",
        "Si cela continue, dites à votre administrateur que le service de connexion est en panne ou qu'il n'autorise pas les requêtes de cette page.",
      ],
    },
    SecretRequired: {
      title: "La connexion n'est pas configurée correctement",
      text: ["Dites à votre administrateur que le service de connexion exige un secret client, qu'une page ne peut pas garder : il faut enregistrer cette page comme client public (application monopage)."],
    },
    Misconfigured: {
      title: "La connexion n'est pas configurée correctement",
      text: ["Dites à votre administrateur que le service de connexion n'a pas répondu comme prévu."],
    },
    TooShort: {
      title: "La durée de la connexion est trop courte",
      text: ["Dites à votre administrateur que les jetons pour cette page doivent être valables au moins cinq minutes, de préférence 15."],
    },
    NoStorage: {
      title: "Votre navigateur n'enregistre rien pour cette page",
      text: ["La connexion en a besoin un court instant. Autorisez ce site à enregistrer des données (cookies) dans votre navigateur et rechargez la page, ou utilisez un autre navigateur."],
    },
  },

  sessionEnding: {
    title: "Veuillez vous reconnecter",
    text: ["Votre session se termine dans moins de trois minutes : c'est trop court pour deux codes. Aucun code n'a été envoyé. Reconnectez-vous et recommencez avec deux nouveaux codes."],
  },
  notLoaded: {
    title: "La page ne s'est pas chargée complètement",
    text: ["Vérifiez votre réseau et rechargez la page."],
  },
  defect: {
    title: "Un problème est survenu sur cette page",
    text: ["Si vous avez envoyé des codes, essayez d'abord de vous connecter à AWS avec un nouveau code. Sinon, rechargez la page. Si cela échoue encore, utilisez un autre navigateur ou une version plus récente."],
  },
  signedOut: {
    title: "Déconnexion réussie",
    text: ["Cette page a oublié votre session. Le service de connexion de votre entreprise vous reconnaît peut-être encore : fermez le navigateur si d'autres personnes l'utilisent."],
  },
};

export default words;
