// Español.

/** @type {import("./words-en.js").Words} */
const words = {
  name: "Resincronizar su dispositivo MFA",

  signIn: "Iniciar sesión",
  signInAgain: "Iniciar sesión de nuevo",
  signOut: "Cerrar sesión",
  next: "Siguiente",
  resynchronize: "Resincronizar",
  startAgain: "Empezar de nuevo con dos códigos nuevos",
  tryAgain: "Intentar de nuevo",
  chooseAgain: "Elegir de nuevo el dispositivo",
  signInToAws: "Iniciar sesión en AWS",
  reload: "Volver a cargar la página",
  otherDevice: "Elegir otro dispositivo",
  otherPerson: "Ayudar a otra persona",
  ownDevices: "Volver a mis dispositivos",
  firstCodeLabel: "Primer código",
  secondCodeLabel: "Segundo código",
  userNameLabel: "Nombre de usuario de AWS",
  accountLabel: "Cuenta de AWS",
  account: "Cuenta de AWS {account}",
  language: "Idioma",
  copy: "Copiar",
  copied: "Copiado",
  step: "Paso {number} de 2",
  deviceOf: "{device} (dispositivo de {user})",
  virtualDevice: "Aplicación de autenticación, añadida el {date}",
  hardwareDevice: "Token físico, añadido el {date}",
  requestId: "Si pide ayuda, indique esta referencia:",
  detail: "Para su administrador:",
  support: "Quién puede ayudarle: {support}",

  start: {
    title: "¿AWS no acepta sus códigos?",
    text: [
      "El reloj de su aplicación de autenticación o de su token físico (AWS lo llama dispositivo MFA) puede desajustarse. Entonces AWS rechaza los códigos de seis dígitos y usted no puede iniciar sesión en AWS. Esta página ajusta AWS al reloj de su dispositivo.",
      "Si el dispositivo es un teléfono, active primero la fecha y hora automáticas e intente iniciar sesión en AWS una vez más. Si funciona, no necesita nada más.",
      "Si no, tenga a mano el dispositivo; necesitará unos dos minutos. Para empezar, inicie sesión con su cuenta de la empresa.",
    ],
  },
  reloaded: "La página se volvió a cargar y ha olvidado su inicio de sesión y todos los códigos que no se enviaron. Si AWS ya había aceptado sus códigos, eso no cambia.",
  blockedTitle: "¿Y si el inicio de sesión de la empresa pide el mismo dispositivo?",
  blockedText: "Entonces esta página no puede ayudarle. Su administrador puede resincronizar el dispositivo o registrar uno nuevo.",

  busy: {
    load: "La página se está cargando.",
    signIn: "Iniciando sesión.",
    devices: "Buscando sus dispositivos.",
    send: "Enviando los dos códigos a AWS. Tarda unos segundos.",
  },

  chooseDevice: {
    title: "¿Qué dispositivo?",
    text: ["Elija el dispositivo cuyos códigos rechaza AWS."],
  },
  chooseUser: {
    title: "¿De quién es el dispositivo?",
    text: [
      "Escriba el nombre de usuario de AWS de la persona cuyos códigos se rechazan. Manténgase en contacto: necesitará dos códigos del dispositivo de esa persona.",
    ],
  },
  firstCodeOfApp: {
    title: "Escriba el código de su aplicación",
    text: [
      "Abra su aplicación de autenticación y busque la entrada de AWS. En AWS, el dispositivo se llama {device}. Escriba los seis dígitos que la aplicación muestra ahora.",
    ],
  },
  firstCodeOfToken: {
    title: "Escriba el código de su token",
    text: ["Tome el token físico {device} y escriba los seis dígitos que muestra ahora."],
  },
  secondCode: {
    title: "Espere un código nuevo y escríbalo",
    text: [
      "Escriba el siguiente código que muestre su dispositivo, como máximo 90 segundos después del primero.",
      "Si su token tiene un botón, presiónelo de nuevo después de 30 segundos.",
    ],
  },
  newCodeWithin: "Código nuevo en {seconds} s como máximo",
  newCodeNow: "Ya hay un código nuevo",
  tooSlow: "Pasaron más de 90 segundos desde el primer código, así que ese código se descartó. No se envió nada. Escriba el código que su dispositivo muestra ahora.",

  codeProblem: {
    Empty: "Escriba los seis dígitos que muestra su dispositivo.",
    Arn: "Este es el nombre de un dispositivo. Escriba los seis dígitos que muestra el dispositivo.",
    NotDigits: "Un código solo tiene números, del 0 al 9. Escriba los seis dígitos que muestra su dispositivo.",
    NotSixDigits: "Un código tiene seis dígitos; este tiene {count}. Escriba los seis dígitos que muestra su dispositivo.",
    TwoCodes: "Son dos códigos. Escriba solo el nuevo.",
    SameCode: "Es otra vez el primer código. Espere a que su dispositivo muestre uno nuevo y escríbalo.",
  },
  userNameMissing: "Escriba un nombre de usuario de AWS.",

  status: {
    Resynchronized: {
      title: "El dispositivo funciona de nuevo",
      text: [
        "Espere a que muestre un código nuevo. Inicie sesión en AWS con ese código.",
        "Si más adelante AWS vuelve a rechazar sus códigos y el dispositivo es un teléfono, active la fecha y hora automáticas y resincronícelo otra vez.",
      ],
    },
    InvalidRequest: {
      title: "Hay que corregir algo",
      text: ["No se cambió nada. Corrija lo siguiente y escriba dos códigos nuevos."],
    },
    ValidationError: {
      title: "AWS no acepta estos valores",
      text: ["No se cambió nada. Inténtelo de nuevo con dos códigos nuevos. Si vuelve a ocurrir, pida ayuda a su administrador."],
    },
    NotAuthorized: {
      title: "No tiene permiso para hacer esto",
      text: [
        "Ha iniciado sesión, pero su cuenta no tiene permiso para resincronizar los dispositivos de esta persona. Consulte a su administrador e inicie sesión de nuevo cuando su cuenta lo tenga.",
      ],
    },
    MethodNotAllowed: {
      title: "Esta página está desactualizada",
      text: ["No se cambió nada. Vuelva a cargar la página. Si vuelve a ocurrir, avise a su administrador."],
    },
    ConcurrentModification: {
      title: "Otra persona está modificando este usuario",
      text: ["Aquí no se cambió nada. Espere unos minutos e inténtelo de nuevo con dos códigos nuevos."],
    },
    LimitExceeded: {
      title: "AWS no permite otro cambio ahora",
      text: ["Se alcanzó un límite de la cuenta de AWS de su empresa y no se cambió nada. Avise a su administrador."],
    },
    SerialNumberRequired: {
      title: "¿Qué dispositivo?",
      text: ["No se cambió nada. Elija el dispositivo cuyos códigos rechaza AWS."],
    },
    CodesExpired: {
      title: "Los códigos son demasiado antiguos",
      text: ["No se cambió nada. Escriba dos códigos nuevos, el segundo en cuanto el dispositivo lo muestre."],
    },
    InvalidAuthenticationCode: {
      title: "AWS no aceptó los códigos",
      text: [
        "AWS no dice qué código era incorrecto. Compruebe que los dos eran de {device}, que no hubo otro código entre ellos y que nadie cambió mientras tanto la hora del dispositivo.",
      ],
    },
    Throttling: {
      title: "AWS está ocupado",
      text: ["No se cambió nada. Espere unos segundos e inténtelo de nuevo con dos códigos nuevos."],
    },
    AccessDenied: {
      title: "El servicio no está configurado del todo",
      text: ["AWS no permite que el servicio haga lo que necesita y no se cambió nada. Avise a su administrador."],
    },
    InternalError: {
      title: "Hay un problema en el servicio",
      text: ["No se cambió nada. Avise a su administrador."],
    },
    ServiceFailure: {
      title: "AWS tiene un problema",
      text: ["No se cambió nada. Espere unos minutos e inténtelo de nuevo."],
    },
    Unavailable: {
      title: "No se pudo conectar con AWS",
      text: ["No se usó ningún código y no se cambió nada. Espere unos segundos e inténtelo de nuevo con dos códigos nuevos."],
    },
    OutcomeUnknown: {
      title: "No es seguro que haya funcionado",
      text: ["Puede que AWS haya aceptado los códigos, pero no llegó ninguna confirmación. Primero intente iniciar sesión en AWS con un código nuevo. Si no funciona, empiece de nuevo con dos códigos nuevos."],
    },
  },

  refusedAgain: {
    title: "AWS tampoco aceptó los códigos esta vez",
    text: ["Compruebe esto, en este orden, y empiece de nuevo:"],
  },
  checks: [
    "El dispositivo: ¿es {device} y no un teléfono antiguo u otro token?",
    "La entrada: una aplicación puede tener varias. ¿Es la de la cuenta de AWS correcta?",
    "El reloj: en un teléfono, ¿están activadas la fecha y hora automáticas?",
    "Los códigos: ¿el segundo apareció justo después del primero?",
  ],
  checksFailed: "Si sigue sin funcionar, pida a su administrador que registre de nuevo el dispositivo.",

  reason: {
    User: {
      title: "AWS no conoce a este usuario",
      text: ["No hay ningún usuario de AWS con este nombre. Compruebe el nombre o consulte a su administrador."],
    },
    UserOrDevice: {
      title: "AWS no conoce este dispositivo",
      text: ["Este usuario no existe o ya no tiene este dispositivo. Elija de nuevo el dispositivo."],
    },
    Device: {
      title: "No hay ningún dispositivo MFA",
      text: ["Este usuario de AWS no tiene ningún dispositivo MFA, así que no hay nada que resincronizar. Pida ayuda a su administrador."],
    },
    TotpDevice: {
      title: "Esta página no sirve para su dispositivo",
      text: ["Este usuario de AWS solo tiene claves de seguridad, claves de acceso (passkeys) o números de teléfono. No tienen un reloj que pueda desajustarse. Si se rechaza alguno, pida a su administrador que lo registre de nuevo."],
    },
  },

  own: {
    NotAuthorized: {
      title: "Su cuenta aún no está vinculada",
      text: [
        "Ha iniciado sesión, pero su cuenta de la empresa no está vinculada a ningún usuario de AWS. Pida a su administrador que la vincule. Después, inicie sesión de nuevo.",
      ],
    },
    User: {
      title: "AWS no conoce a este usuario",
      text: ["Su cuenta de la empresa indica un usuario de AWS que no existe. Avise a su administrador."],
    },
  },

  violation: {
    Missing: "Falta un valor.",
    Length: "El valor es demasiado corto o demasiado largo.",
    Characters: "El valor tiene un carácter que no está permitido ahí.",
    Arn: "Esto es un ARN. Escriba solo el nombre: lo que sigue a la última barra (/).",
    NotSixDigits: "El código no tiene seis dígitos.",
    SameCodes: "El segundo código es igual que el primero. Espere a que el dispositivo muestre uno nuevo.",
    SecurityKey: "Esto es una clave de seguridad. No tiene un reloj que pueda desajustarse.",
    OtherAccount: "El dispositivo pertenece a otra cuenta de AWS.",
    Other: "Este valor no es válido. Si no lo escribió usted, vuelva a cargar la página.",
  },
  field: {
    userName: "Nombre de usuario",
    accountId: "Cuenta de AWS",
    serialNumber: "Dispositivo",
    authenticationCode1: "Primer código",
    authenticationCode2: "Segundo código",
  },
  fieldProblem: "{field}: {problem}",

  noAnswer: {
    Unauthenticated: {
      title: "Su sesión ha terminado",
      text: [
        "No se cambió nada. Inicie sesión de nuevo y empiece con dos códigos nuevos.",
        "Si ocurre justo después de iniciar sesión, avise a su administrador: la API no acepta los tokens de esta página.",
      ],
    },
    Forbidden: {
      title: "Su empresa bloquea esta solicitud",
      text: ["No se cambió nada. Avise a su administrador: la API rechazó la solicitud."],
    },
    TooManyRequests: {
      title: "Muchas personas están usando esta página",
      text: ["No se cambió nada. Espere unos segundos e inténtelo de nuevo."],
    },
    NotExecuted: {
      title: "Esta página está desactualizada",
      text: ["No se cambió nada. Vuelva a cargar la página. Si vuelve a ocurrir, avise a su administrador."],
    },
    Offline: {
      title: "No tiene conexión",
      text: ["No se envió nada. Conéctese a la red e inténtelo de nuevo."],
    },
    Unreachable: {
      title: "El servicio no responde",
      text: ["No se cambió nada. Espere unos segundos e inténtelo de nuevo. Si vuelve a ocurrir, avise a su administrador."],
    },
  },

  signInProblem: {
    Declined: {
      title: "No ha iniciado sesión",
      text: ["El inicio de sesión se canceló o su empresa no le permite usar esta página. Inténtelo de nuevo o consulte a su administrador."],
    },
    Forged: {
      title: "Este inicio de sesión no empezó aquí",
      text: ["Por su seguridad, se ignoró. Empiece desde esta página, en una sola ventana."],
    },
    Elsewhere: {
      title: "Inicie sesión de nuevo",
      text: ["Este inicio de sesión empezó en otra pestaña o ya había terminado. No se cambió nada."],
    },
    Expired: {
      title: "El inicio de sesión ha caducado",
      text: ["Tardó demasiado o ya se había usado. Inicie sesión de nuevo."],
    },
    Unreachable: {
      title: "El inicio de sesión de la empresa no responde",
      text: [
        "Compruebe su conexión e inténtelo de nuevo en unos minutos.",
        "Si sigue fallando, avise a su administrador: el servicio de inicio de sesión no funciona o no permite solicitudes desde esta página.",
      ],
    },
    SecretRequired: {
      title: "El inicio de sesión no está bien configurado",
      text: ["Avise a su administrador: el servicio de inicio de sesión exige un secreto de cliente, que una página no puede guardar. Registre esta página como cliente público (aplicación de una sola página)."],
    },
    Misconfigured: {
      title: "El inicio de sesión no está bien configurado",
      text: ["Avise a su administrador: el servicio de inicio de sesión no respondió como debía."],
    },
    TooShort: {
      title: "La sesión es demasiado corta",
      text: ["Avise a su administrador: los tokens para esta página deben ser válidos al menos cinco minutos, mejor 15."],
    },
    NoStorage: {
      title: "Su navegador no guarda nada para esta página",
      text: ["El inicio de sesión lo necesita un momento. Permita que este sitio guarde datos (cookies) en su navegador y vuelva a cargar la página. O use otro navegador."],
    },
  },

  sessionEnding: {
    title: "Inicie sesión de nuevo",
    text: ["Su sesión termina en menos de tres minutos, demasiado poco para dos códigos. No se envió ningún código. Inicie sesión de nuevo y empiece con dos códigos nuevos."],
  },
  notLoaded: {
    title: "La página no se cargó por completo",
    text: ["Compruebe su conexión y vuelva a cargar la página."],
  },
  defect: {
    title: "Algo salió mal en esta página",
    text: ["Si envió códigos, compruebe primero si puede iniciar sesión en AWS con un código nuevo. Si no, vuelva a cargar la página. Si sigue fallando, use otro navegador o uno más reciente."],
  },
  signedOut: {
    title: "Ha cerrado sesión",
    text: ["Esta página ha olvidado su sesión. Puede que el inicio de sesión de la empresa aún le reconozca: cierre el navegador si lo usan otras personas."],
  },
};

export default words;
