// Português do Brasil.

/** @type {import("./words-en.js").Words} */
const words = {
  name: "Sincronizar novamente seu dispositivo MFA",

  signIn: "Fazer login",
  signInAgain: "Fazer login novamente",
  signOut: "Sair",
  next: "Avançar",
  resynchronize: "Sincronizar novamente",
  startAgain: "Começar de novo com dois códigos novos",
  tryAgain: "Tentar novamente",
  chooseAgain: "Escolher o dispositivo novamente",
  signInToAws: "Fazer login na AWS",
  reload: "Recarregar a página",
  otherDevice: "Escolher outro dispositivo",
  otherPerson: "Ajudar outra pessoa",
  ownDevices: "Voltar aos meus dispositivos",
  firstCodeLabel: "Primeiro código",
  secondCodeLabel: "Segundo código",
  userNameLabel: "Nome de usuário da AWS",
  accountLabel: "Conta da AWS",
  account: "Conta da AWS {account}",
  language: "Idioma",
  copy: "Copiar",
  copied: "Copiado",
  step: "Etapa {number} de 2",
  deviceOf: "{device} (dispositivo de {user})",
  virtualDevice: "Aplicativo autenticador, adicionado em {date}",
  hardwareDevice: "Token de hardware, adicionado em {date}",
  requestId: "Se você pedir ajuda, informe esta referência:",
  detail: "Para seu administrador:",
  support: "Quem pode ajudar você: {support}",

  start: {
    title: "A AWS não aceita seus códigos?",
    text: [
      "O relógio do seu aplicativo autenticador ou token de hardware, que a AWS chama de dispositivo MFA, pode se desajustar. Então a AWS recusa os códigos de seis dígitos, e você não consegue fazer login na AWS. Esta página ajusta a AWS ao relógio do seu dispositivo.",
      "Se o dispositivo for um celular, primeiro ative a data e hora automáticas e tente fazer login na AWS mais uma vez. Se funcionar, você não precisa de mais nada.",
      "Se não, pegue o dispositivo e reserve cerca de dois minutos. Para começar, faça login com sua conta da empresa.",
    ],
  },
  reloaded: "A página foi recarregada e esqueceu seu login e todos os códigos que não foram enviados. Se a AWS já tinha aceitado seus códigos, isso continua valendo.",
  blockedTitle: "E se o login da empresa pedir o mesmo dispositivo?",
  blockedText: "Então esta página não pode ajudar você. Seu administrador pode sincronizar novamente o dispositivo ou registrar um novo.",

  busy: {
    load: "A página está carregando.",
    signIn: "Fazendo login.",
    devices: "Procurando seus dispositivos.",
    send: "Enviando os dois códigos à AWS. Isso leva alguns segundos.",
  },

  chooseDevice: {
    title: "Qual dispositivo?",
    text: ["Escolha o dispositivo cujos códigos a AWS recusa."],
  },
  chooseUser: {
    title: "De quem é o dispositivo?",
    text: [
      "Digite o nome de usuário da AWS da pessoa cujos códigos são recusados. Fique em contato com ela: você precisa de dois códigos do dispositivo dela.",
    ],
  },
  firstCodeOfApp: {
    title: "Digite o código do seu aplicativo",
    text: [
      "Abra seu aplicativo autenticador e procure a entrada da AWS. Na AWS, o dispositivo se chama {device}. Digite os seis dígitos que o aplicativo mostra agora.",
    ],
  },
  firstCodeOfToken: {
    title: "Digite o código do seu token",
    text: ["Pegue o token de hardware {device} e digite os seis dígitos que ele mostra agora."],
  },
  secondCode: {
    title: "Espere um código novo e digite-o",
    text: [
      "Digite o próximo código que seu dispositivo mostrar, no máximo 90 segundos depois do primeiro.",
      "Se seu token tiver um botão, aperte-o de novo depois de 30 segundos.",
    ],
  },
  newCodeWithin: "Código novo em até {seconds} s",
  newCodeNow: "O código novo já apareceu",
  tooSlow: "Passaram-se mais de 90 segundos desde o primeiro código, por isso ele foi descartado. Nada foi enviado. Digite o código que seu dispositivo mostra agora.",

  codeProblem: {
    Empty: "Digite os seis dígitos que seu dispositivo mostra.",
    Arn: "Este é o nome de um dispositivo. Digite os seis dígitos que o dispositivo mostra.",
    NotDigits: "Um código só tem números, de 0 a 9. Digite os seis dígitos que seu dispositivo mostra.",
    NotSixDigits: "Um código tem seis dígitos; este tem {count}. Digite todos os seis dígitos que seu dispositivo mostra.",
    TwoCodes: "Estes são dois códigos. Digite somente o novo.",
    SameCode: "Este é o primeiro código outra vez. Espere até seu dispositivo mostrar um novo e digite-o.",
  },
  userNameMissing: "Digite um nome de usuário da AWS.",

  status: {
    Resynchronized: {
      title: "O dispositivo voltou a funcionar",
      text: [
        "Espere até ele mostrar um código novo. Faça login na AWS com esse código.",
        "Se mais tarde a AWS recusar os códigos de novo e o dispositivo for um celular, ative a data e hora automáticas e sincronize-o novamente.",
      ],
    },
    InvalidRequest: {
      title: "Algo precisa ser corrigido",
      text: ["Nada foi alterado. Corrija o seguinte e digite dois códigos novos."],
    },
    ValidationError: {
      title: "A AWS não aceita estes valores",
      text: ["Nada foi alterado. Tente novamente com dois códigos novos. Se acontecer de novo, peça ajuda ao seu administrador."],
    },
    NotAuthorized: {
      title: "Você não tem permissão para fazer isso",
      text: [
        "Você fez login, mas sua conta não tem permissão para sincronizar novamente os dispositivos desta pessoa. Fale com seu administrador e faça login novamente quando ela tiver.",
      ],
    },
    MethodNotAllowed: {
      title: "Esta página está desatualizada",
      text: ["Nada foi alterado. Recarregue a página. Se acontecer de novo, avise seu administrador."],
    },
    ConcurrentModification: {
      title: "Outra pessoa está alterando este usuário",
      text: ["Nada foi alterado aqui. Espere alguns minutos e tente novamente com dois códigos novos."],
    },
    LimitExceeded: {
      title: "A AWS não permite outra alteração agora",
      text: ["Um limite da conta da AWS da sua empresa foi atingido, e nada foi alterado. Avise seu administrador."],
    },
    SerialNumberRequired: {
      title: "Qual dispositivo?",
      text: ["Nada foi alterado. Escolha o dispositivo cujos códigos a AWS recusa."],
    },
    CodesExpired: {
      title: "Os códigos são antigos demais",
      text: ["Nada foi alterado. Digite dois códigos novos, o segundo assim que o dispositivo o mostrar."],
    },
    InvalidAuthenticationCode: {
      title: "A AWS não aceitou os códigos",
      text: [
        "A AWS não diz qual código estava errado. Verifique se os dois vieram de {device}, se não houve outro código entre eles e se ninguém mudou a hora do dispositivo nesse meio-tempo.",
      ],
    },
    Throttling: {
      title: "A AWS está ocupada",
      text: ["Nada foi alterado. Espere alguns segundos e tente novamente com dois códigos novos."],
    },
    AccessDenied: {
      title: "O serviço não está totalmente configurado",
      text: ["A AWS não permite que o serviço faça o que precisa, e nada foi alterado. Avise seu administrador."],
    },
    InternalError: {
      title: "Há algo errado com o serviço",
      text: ["Nada foi alterado. Avise seu administrador."],
    },
    ServiceFailure: {
      title: "A AWS está com um problema",
      text: ["Nada foi alterado. Espere alguns minutos e tente novamente."],
    },
    Unavailable: {
      title: "Não foi possível conectar à AWS",
      text: ["Nenhum código foi usado, e nada foi alterado. Espere alguns segundos e tente novamente com dois códigos novos."],
    },
    OutcomeUnknown: {
      title: "Não há certeza de que funcionou",
      text: ["A AWS pode ter aceitado os códigos, mas não chegou nenhuma confirmação. Primeiro tente fazer login na AWS com um código novo. Se não funcionar, comece de novo com dois códigos novos."],
    },
  },

  refusedAgain: {
    title: "A AWS recusou os códigos outra vez",
    text: ["Verifique isto, nesta ordem, e comece de novo:"],
  },
  checks: [
    "O dispositivo: é {device}, e não um celular antigo ou outro token?",
    "A entrada: um aplicativo pode ter várias. É a da conta da AWS correta?",
    "O relógio: em um celular, data e hora automáticas estão ativadas?",
    "Os códigos: o segundo veio logo depois do primeiro?",
  ],
  checksFailed: "Se ainda não funcionar, peça ao seu administrador que registre o dispositivo novamente.",

  reason: {
    User: {
      title: "A AWS não conhece este usuário",
      text: ["Não há nenhum usuário da AWS com este nome. Verifique o nome ou fale com seu administrador."],
    },
    UserOrDevice: {
      title: "A AWS não conhece este dispositivo",
      text: ["Este usuário não existe ou não tem mais este dispositivo. Escolha o dispositivo novamente."],
    },
    Device: {
      title: "Não há nenhum dispositivo MFA",
      text: ["Este usuário da AWS não tem nenhum dispositivo MFA, então não há nada para sincronizar novamente. Peça ajuda ao seu administrador."],
    },
    TotpDevice: {
      title: "Esta página não serve para seu dispositivo",
      text: ["Este usuário da AWS só tem chaves de segurança, chaves de acesso (passkeys) ou números de telefone. Eles não têm um relógio que possa se desajustar. Se algum for recusado, peça ao seu administrador que o registre novamente."],
    },
  },

  own: {
    NotAuthorized: {
      title: "Sua conta ainda não está vinculada",
      text: [
        "Você fez login, mas sua conta da empresa não está vinculada a um usuário da AWS. Peça ao seu administrador que a vincule. Depois, faça login novamente.",
      ],
    },
    User: {
      title: "A AWS não conhece este usuário",
      text: ["Sua conta da empresa indica um usuário da AWS que não existe. Avise seu administrador."],
    },
  },

  violation: {
    Missing: "Falta um valor.",
    Length: "O valor é curto ou longo demais.",
    Characters: "O valor tem um caractere que não é permitido ali.",
    Arn: "Isto é um ARN. Digite somente o nome: o que vem depois da última barra (/).",
    NotSixDigits: "O código não tem seis dígitos.",
    SameCodes: "O segundo código é igual ao primeiro. Espere até o dispositivo mostrar um novo.",
    SecurityKey: "Isto é uma chave de segurança. Ela não tem um relógio que possa se desajustar.",
    OtherAccount: "O dispositivo pertence a outra conta da AWS.",
    Other: "Este valor não é válido. Se não foi você quem o digitou, recarregue a página.",
  },
  field: {
    userName: "Nome de usuário",
    accountId: "Conta da AWS",
    serialNumber: "Dispositivo",
    authenticationCode1: "Primeiro código",
    authenticationCode2: "Segundo código",
  },
  fieldProblem: "{field}: {problem}",

  noAnswer: {
    Unauthenticated: {
      title: "Sua sessão terminou",
      text: [
        "Nada foi alterado. Faça login novamente e comece com dois códigos novos.",
        "Se isso acontecer logo depois do login, avise seu administrador: a API não aceita os tokens desta página.",
      ],
    },
    Forbidden: {
      title: "Sua empresa bloqueia esta solicitação",
      text: ["Nada foi alterado. Avise seu administrador: a API recusou a solicitação."],
    },
    TooManyRequests: {
      title: "Muitas pessoas estão usando esta página",
      text: ["Nada foi alterado. Espere alguns segundos e tente novamente."],
    },
    NotExecuted: {
      title: "Esta página está desatualizada",
      text: ["Nada foi alterado. Recarregue a página. Se acontecer de novo, avise seu administrador."],
    },
    Offline: {
      title: "Você está sem conexão",
      text: ["Nada foi enviado. Conecte-se à rede e tente novamente."],
    },
    Unreachable: {
      title: "O serviço não responde",
      text: ["Nada foi alterado. Espere alguns segundos e tente novamente. Se acontecer de novo, avise seu administrador."],
    },
  },

  signInProblem: {
    Declined: {
      title: "O login não foi feito",
      text: ["O login foi cancelado, ou sua empresa não permite que você use esta página. Tente novamente ou fale com seu administrador."],
    },
    Forged: {
      title: "Este login não começou aqui",
      text: ["Para sua segurança, ele foi ignorado. Comece nesta página, em uma só janela."],
    },
    Elsewhere: {
      title: "Faça login novamente",
      text: ["Este login foi iniciado em outra aba ou já tinha terminado. Nada foi alterado."],
    },
    Expired: {
      title: "O login expirou",
      text: ["Demorou demais ou já tinha sido usado. Faça login novamente."],
    },
    Unreachable: {
      title: "O login da empresa não responde",
      text: [
        "Verifique sua conexão e tente novamente em alguns minutos.",
        "Se continuar falhando, avise seu administrador: o serviço de login está fora do ar ou não permite solicitações desta página.",
      ],
    },
    SecretRequired: {
      title: "O login não está configurado corretamente",
      text: ["Avise seu administrador: o serviço de login exige um segredo de cliente, que uma página não pode guardar. Registre esta página como cliente público (aplicativo de página única)."],
    },
    Misconfigured: {
      title: "O login não está configurado corretamente",
      text: ["Avise seu administrador: o serviço de login não respondeu como deveria."],
    },
    TooShort: {
      title: "A sessão é curta demais",
      text: ["Avise seu administrador: os tokens para esta página precisam ser válidos por pelo menos cinco minutos, melhor 15."],
    },
    NoStorage: {
      title: "Seu navegador não salva nada para esta página",
      text: ["O login precisa disso por um momento. Permita que este site salve dados (cookies) no seu navegador e recarregue a página. Ou use outro navegador."],
    },
  },

  sessionEnding: {
    title: "Faça login novamente",
    text: ["Sua sessão termina em menos de três minutos, tempo curto demais para dois códigos. Nenhum código foi enviado. Faça login novamente e comece com dois códigos novos."],
  },
  notLoaded: {
    title: "A página não foi carregada por completo",
    text: ["Verifique sua conexão e recarregue a página."],
  },
  defect: {
    title: "Algo deu errado nesta página",
    text: ["Se você enviou códigos, primeiro veja se consegue fazer login na AWS com um código novo. Se não, recarregue a página. Se ainda não funcionar, use outro navegador ou um mais novo."],
  },
  signedOut: {
    title: "Você saiu",
    text: ["Esta página esqueceu sua sessão. O login da empresa talvez ainda reconheça você: feche o navegador se outras pessoas o usarem."],
  },
};

export default words;
