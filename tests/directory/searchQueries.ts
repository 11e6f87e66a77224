/** What somebody types, and whom he means: the institution of that kind and name, whatever stands before the name. */
export type SearchQuery = {
  readonly words: string;
  readonly kind: 'REGION' | 'PREFECTURE' | 'PROVINCE' | 'COMMUNE';
  readonly fr: string;
  readonly ar: string;
};

const region = (words: string, fr: string, ar: string): SearchQuery => ({ words, kind: 'REGION', fr, ar });
const prefecture = (words: string, fr: string, ar: string): SearchQuery => ({ words, kind: 'PREFECTURE', fr, ar });
const province = (words: string, fr: string, ar: string): SearchQuery => ({ words, kind: 'PROVINCE', fr, ar });
const commune = (words: string, fr: string, ar: string): SearchQuery => ({ words, kind: 'COMMUNE', fr, ar });

/** Sixty names written otherwise than the directory writes them. */
export const searchQueries: readonly SearchQuery[] = [
  // accents and capitals
  region('beni mellal khenifra', 'Béni Mellal-Khénifra', 'بني ملال خنيفرة'),
  region('FES-MEKNES', 'Fès-Meknès', 'فاس مكناس'),
  region('Draa Tafilalet', 'Drâa-Tafilalet', 'درعة تافيلالت'),
  province('province khemisset', 'Khémisset', 'الخميسات'),
  prefecture('skhirate temara', 'Skhirate-Témara', 'الصخيرات تمارة'),
  commune('commune de taroudannt', 'Taroudannt', 'تارودانت'),
  commune('ait bazza', 'Aït Bazza', 'آيت بازا'),
  commune('ain defali', 'Aïn Defali', 'عين دفالي'),
  // a letter left out, added, exchanged or swapped
  province('Kouribga', 'Khouribga', 'خريبكة'),
  province('Chichoua', 'Chichaoua', 'شيشاوة'),
  province('Guercfi', 'Guercif', 'كرسيف'),
  province('Essaouria', 'Essaouira', 'الصويرة'),
  prefecture('Mohamedia', 'Mohammedia', 'المحمدية'),
  commune('Afurar', 'Afourar', 'أفورار'),
  commune('Timahdit', 'Timahdite', 'تماحضيت'),
  commune('commune Zeghangane', 'Zeghanghane', 'زغانغان'),
  commune('Ighezrane', 'Ighzrane', 'إغزرين'),
  commune('Imlli', 'Imlil', 'إمليل'),
  commune('Mecra Bel Ksiri', 'Mechra Bel Ksiri', 'مشرع بلقصيري'),
  province('province Tza', 'Taza', 'تازة'),
  // words joined, parted, left out or in another order
  province('Benimellal province', 'Béni Mellal', 'بني ملال'),
  province('fquih bensalah', 'Fquih Ben Salah', 'الفقيه بن صالح'),
  prefecture('Aït Melloul Inezgane', 'Inezgane-Aït Melloul', 'إنزكان آيت ملول'),
  region('Settat Casablanca', 'Casablanca-Settat', 'الدار البيضاء سطات'),
  region('tetouan tanger hoceima', 'Tanger-Tétouan-Al Hoceïma', 'طنجة تطوان الحسيمة'),
  commune('Ribat Kheir', 'Ribate El Kheir', 'رباط الخير'),
  commune('Boumoussa Had', 'Had Boumoussa', 'هاد بوموسى'),
  commune('zaouiat benhmida', 'Zaouïat Ben Hmida', 'زاوية بن حميدة'),
  // articles and particles
  province('province jadida', 'El Jadida', 'الجديدة'),
  province('kelaa sraghna', 'El Kelâa des Sraghna', 'قلعة السراغنة'),
  province("province d'Al Hajeb", 'El Hajeb', 'الحاجب'),
  commune('Oulad de Dahou', 'Oulad Dahou', 'أولاد دحو'),
  region("Région de l'Oriental", 'Oriental', 'الشرق'),
  // apostrophes and hyphens
  prefecture('mdiq fnideq', "M'diq-Fnideq", 'المضيق الفنيدق'),
  commune('agoudi nlkhair', "Agoudi N'lkhair", 'أݣودي نْ الخير'),
  commune('ouled m’barek', "Ouled M'Barek", 'أولاد مبارك'),
  province('assazag', 'Assa-Zag', 'أسا الزاك'),
  province('province de Sidi Kacem', 'Sidi-Kacem', 'سيدي قاسم'),
  // cut short
  province('prov. Azilal', 'Azilal', 'أزيلال'),
  prefecture('Préf. Rabat', 'Rabat', 'الرباط'),
  prefecture('agadir ida outan', 'Agadir Ida-Outanane', 'أكادير إداوتنان'),
  commune('sidi slimane echch', 'Sidi Slimane Echcharaa', 'سيدي سليمان الشراع'),
  // Arabic: forms of alif, ta marbuta, ya
  commune('افورار', 'Afourar', 'أفورار'),
  prefecture('اكادير اداوتنان', 'Agadir Ida-Outanane', 'أكادير إداوتنان'),
  province('اقليم خريبكه', 'Khouribga', 'خريبكة'),
  commune('ايت ولال', 'Aït Ouallal', 'آيت ولال'),
  commune('رباط الخىر', 'Ribate El Kheir', 'رباط الخير'),
  commune('هاد بوموسي', 'Had Boumoussa', 'هاد بوموسى'),
  province('إقليم الصويره', 'Essaouira', 'الصويرة'),
  // Arabic: diacritics, tatweel, Persian letters
  region('جِهَة سُوس مَاسَّة', 'Souss-Massa', 'سوس ماسة'),
  province('إقليم تـــزنيت', 'Tiznit', 'تزنيت'),
  commune('أكودي ن الخير', "Agoudi N'lkhair", 'أݣودي نْ الخير'),
  prefecture('مکناس عمالة', 'Meknès', 'مكناس'),
  // Arabic: a letter left out or swapped, words joined, articles, order
  province('تاوريت', 'Taourirt', 'تاوريرت'),
  province('إقليم خنفيرة', 'Khénifra', 'خنيفرة'),
  province('الفقيه بنصالح', 'Fquih Ben Salah', 'الفقيه بن صالح'),
  province('إقليم ناظور', 'Nador', 'الناظور'),
  region('سطات الدار البيضاء', 'Casablanca-Settat', 'الدار البيضاء سطات'),
  commune('سيدي مختار', 'Sidi El Mokhtar', 'سيدي المختار'),
  commune('قصبة سيدي عبدالله بن مبارك', 'Kasbah Sidi Abdellah ben Mbarek', 'قصبة سيدي عبد الله بن مبارك'),
];
