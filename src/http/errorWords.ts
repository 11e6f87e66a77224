import type { Language } from '../platform/messages.js';
import type { ErrorGroup, ErrorKind } from './errorTexts.js';

type Words = {
  readonly ownName: string;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly introduction: string;
  readonly all: string;
  readonly languages: string;
  readonly message: string;
  readonly meaning: string;
  readonly cause: string;
  readonly remedy: string;
  readonly retryable: string;
  readonly notRetryable: string;
  readonly kinds: Readonly<Record<ErrorKind, string>>;
  readonly groups: Readonly<Record<ErrorGroup, string>>;
};

/** What stands around the texts of the codes on their pages. */
export const errorWords: Readonly<Record<Language, Words>> = {
  ar: {
    ownName: 'العربية',
    direction: 'rtl',
    title: 'رموز الأخطاء',
    introduction: 'تتفرع البرامج على الرمز وحده، أما النصوص فللناس.',
    all: 'كل الرموز',
    languages: 'اللغة',
    message: 'الرسالة',
    meaning: 'المعنى',
    cause: 'السبب',
    remedy: 'ما العمل',
    retryable: 'يمكن إعادة الطلب نفسه كما هو بعد انتظار.',
    notRetryable: 'إعادة الطلب نفسه دون تغيير لا تفيد.',
    kinds: {
      FORM: 'خطأ في الشكل: لم ينجز هذا الطلب شيئا ولم يستهلك أي مفتاح.',
      REJECTION: 'رفض: قرار موقع يرد في `evidence`، وقد استهلك المفتاح، وتكرار الطلب يعيد الجواب نفسه.',
      WARNING: 'تنبيه: أنجز ما طلبتم.',
      REQUEST: 'رد للطلب كله أو لحقل منه، في `errors[].extensions.code`.',
      TOKEN: 'رد من عنوان الرموز أو التسجيل، في `error` (RFC 6749).',
    },
    groups: {
      letters: 'المراسلات',
      registers: 'السجلات',
      documents: 'الوثائق ورفعها',
      directory: 'الدليل',
      warnings: 'التنبيهات',
      requests: 'الطلبات',
      tokens: 'المفاتيح والرموز',
    },
  },
  fr: {
    ownName: 'Français',
    direction: 'ltr',
    title: "Codes d'erreur",
    introduction: 'Les programmes ne lisent que le code ; les textes sont pour les personnes.',
    all: 'Tous les codes',
    languages: 'Langue',
    message: 'Message',
    meaning: 'Ce que cela veut dire',
    cause: 'Pourquoi',
    remedy: 'Que faire',
    retryable: 'La même demande peut être renvoyée telle quelle, après une attente.',
    notRetryable: 'Renvoyer la même demande sans la changer ne sert à rien.',
    kinds: {
      FORM: "Faute de forme : cet appel n'a rien fait et n'a consommé aucune clé.",
      REJECTION:
        'Rejet : une décision signée, dans `evidence` ; la clé est consommée et le même appel rend la même réponse.',
      WARNING: 'Avertissement : ce que vous demandiez a été fait.',
      REQUEST: "Refus de la demande entière ou d'un de ses champs, dans `errors[].extensions.code`.",
      TOKEN: "Refus de l'adresse des jetons ou de l'enrôlement, dans `error` (RFC 6749).",
    },
    groups: {
      letters: 'Courriers',
      registers: 'Registres',
      documents: 'Documents et téléversements',
      directory: 'Annuaire',
      warnings: 'Avertissements',
      requests: 'Demandes',
      tokens: 'Clés et jetons',
    },
  },
  en: {
    ownName: 'English',
    direction: 'ltr',
    title: 'Error codes',
    introduction: 'Programs branch on the code alone; the texts are for people.',
    all: 'All codes',
    languages: 'Language',
    message: 'Message',
    meaning: 'What it means',
    cause: 'Why it happens',
    remedy: 'What to do',
    retryable: 'The same request can be sent again as it is, after a wait.',
    notRetryable: 'To send the same request again unchanged is of no use.',
    kinds: {
      FORM: 'Fault of form: this call did nothing and used up no key.',
      REJECTION:
        'Rejection: a signed decision, in `evidence`; the key is used and the same call gives the same answer.',
      WARNING: 'Warning: what you asked for was done.',
      REQUEST: 'Refusal of the whole request or of one of its fields, in `errors[].extensions.code`.',
      TOKEN: 'Refusal of the token or enrolment address, in `error` (RFC 6749).',
    },
    groups: {
      letters: 'Letters',
      registers: 'Registers',
      documents: 'Documents and uploads',
      directory: 'Directory',
      warnings: 'Warnings',
      requests: 'Requests',
      tokens: 'Keys and tokens',
    },
  },
};
