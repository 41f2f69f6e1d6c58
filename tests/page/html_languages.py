"""One short report in many languages, with a menu, teasers, comments and a foot in the same language, written for the tests."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Report:
    """`title` and `text` (paragraphs) are the article; `menu`, `teasers`, `foot` are not."""

    language: str
    title: str
    text: tuple[str, ...]
    menu: tuple[str, ...]
    teasers: tuple[str, ...]
    foot: str


REPORTS = (
    Report(
        "de",
        "Rat vertagt Entscheidung über den Pier",
        (
            "Der Hafenrat hat am Dienstag drei Stunden lang über den alten Getreidepier beraten und am Ende nichts beschlossen.",
            "Ein Gutachten nennt elf Pfähle, die mehr als ein Drittel ihrer Stärke verloren haben.",
            "Bis Juni dürfen keine schweren Lastwagen auf den Pier.",
            "Die Kosten für neue Pfähle werden auf mehr als eine Million geschätzt, und die Arbeit würde zwei Sommer dauern.",
            "Im September will der Rat wieder zusammenkommen.",
        ),
        ("Startseite", "Nachrichten", "Sport", "Kontakt"),
        ("Neue Fähre fährt ab Mai", "Was der Markt am Samstag bietet", "Schule sucht Lotsen"),
        "Alle Rechte vorbehalten. Impressum und Datenschutz.",
    ),
    Report(
        "fr",
        "Le conseil reporte sa décision sur la jetée",
        (
            "Le conseil du port a débattu mardi pendant trois heures de la vieille jetée aux grains, sans rien décider.",
            "Un rapport compte onze pieux qui ont perdu plus d’un tiers de leur épaisseur.",
            "Aucun camion lourd ne pourra rouler sur la jetée avant juin.",
            "Le remplacement coûterait plus d’un million et prendrait deux étés, selon les ingénieurs qui ont plongé en mars.",
            "Le conseil se réunira de nouveau en septembre.",
        ),
        ("Accueil", "Actualités", "Sport", "Contact"),
        ("Un nouveau ferry dès mai", "Le marché de samedi", "L’école cherche des pilotes"),
        "Tous droits réservés. Mentions légales et confidentialité.",
    ),
    Report(
        "es",
        "El consejo aplaza la decisión sobre el muelle",
        (
            "El consejo del puerto debatió el martes durante tres horas sobre el viejo muelle de granos y no decidió nada.",
            "Un informe cuenta once pilotes que han perdido más de un tercio de su grosor.",
            "Ningún camión pesado podrá entrar en el muelle antes de junio.",
            "Cambiarlos costaría más de un millón y llevaría dos veranos, según los ingenieros que bajaron en marzo.",
            "El consejo volverá a reunirse en septiembre.",
        ),
        ("Inicio", "Noticias", "Deportes", "Contacto"),
        ("Nuevo ferry desde mayo", "El mercado del sábado", "La escuela busca prácticos"),
        "Todos los derechos reservados. Aviso legal y privacidad.",
    ),
    Report(
        "ru",
        "Совет отложил решение о причале",
        (
            "Во вторник портовый совет три часа обсуждал старый зерновой причал и в итоге ничего не решил.",
            "В отчёте названы одиннадцать свай, которые потеряли больше трети своей толщины.",
            "До июня тяжёлым грузовикам въезд на причал закрыт.",
            "Замена обойдётся дороже миллиона и займёт два лета, считают инженеры, которые спускались под воду в марте.",
            "Совет соберётся снова в сентябре.",
        ),
        ("Главная", "Новости", "Спорт", "Контакты"),
        ("Новый паром с мая", "Рынок в субботу", "Школа ищет лоцманов"),
        "Все права защищены. Политика конфиденциальности.",
    ),
    Report(
        "el",
        "Το συμβούλιο αναβάλλει την απόφαση για την προβλήτα",
        (
            "Το λιμενικό συμβούλιο συζήτησε την Τρίτη επί τρεις ώρες για την παλιά προβλήτα σιτηρών και δεν αποφάσισε τίποτα.",
            "Μια έκθεση μετρά έντεκα πασσάλους που έχουν χάσει πάνω από το ένα τρίτο του πάχους τους.",
            "Κανένα βαρύ φορτηγό δεν θα μπαίνει στην προβλήτα πριν από τον Ιούνιο.",
            "Η αντικατάσταση θα κόστιζε πάνω από ένα εκατομμύριο και θα διαρκούσε δύο καλοκαίρια, λένε οι μηχανικοί.",
            "Το συμβούλιο θα συνεδριάσει ξανά τον Σεπτέμβριο.",
        ),
        ("Αρχική", "Ειδήσεις", "Αθλητικά", "Επικοινωνία"),
        ("Νέο πλοίο από τον Μάιο", "Η αγορά του Σαββάτου", "Το σχολείο ζητά πλοηγούς"),
        "Με επιφύλαξη παντός δικαιώματος. Πολιτική απορρήτου.",
    ),
    Report(
        "ar",
        "المجلس يؤجل قراره بشأن الرصيف",
        (
            "ناقش مجلس الميناء يوم الثلاثاء رصيف الحبوب القديم مدة ثلاث ساعات ولم يتخذ في النهاية أي قرار.",
            "يذكر تقرير أن أحد عشر وتدا فقدت أكثر من ثلث سماكتها.",
            "لن يسمح للشاحنات الثقيلة بدخول الرصيف قبل يونيو.",
            "قد تكلف عملية الاستبدال أكثر من مليون وتستغرق صيفين، كما يقول المهندسون الذين غطسوا في مارس.",
            "سيجتمع المجلس مرة أخرى في سبتمبر.",
        ),
        ("الرئيسية", "الأخبار", "الرياضة", "اتصل بنا"),
        ("عبارة جديدة من مايو", "سوق يوم السبت", "المدرسة تبحث عن مرشدين"),
        "جميع الحقوق محفوظة. سياسة الخصوصية.",
    ),
    Report(
        "he",
        "המועצה דוחה את ההחלטה על הרציף",
        (
            "מועצת הנמל דנה ביום שלישי במשך שלוש שעות ברציף התבואה הישן ובסופו של דבר לא החליטה דבר.",
            "דוח מונה אחת עשרה כלונסאות שאיבדו יותר משליש מעוביין.",
            "שום משאית כבדה לא תיכנס לרציף לפני יוני.",
            "ההחלפה תעלה יותר ממיליון ותימשך שני קיצים, כך אומרים המהנדסים שצללו בחודש מרץ.",
            "המועצה תתכנס שוב בספטמבר.",
        ),
        ("ראשי", "חדשות", "ספורט", "צור קשר"),
        ("מעבורת חדשה ממאי", "השוק של שבת", "בית הספר מחפש נתבים"),
        "כל הזכויות שמורות. מדיניות פרטיות.",
    ),
    Report(
        "fa",
        "شورا تصمیم درباره اسکله را به تعویق انداخت",
        (
            "شورای بندر روز سه‌شنبه سه ساعت درباره اسکله قدیمی غلات گفت‌وگو کرد و در پایان هیچ تصمیمی نگرفت.",
            "یک گزارش از یازده شمع نام می‌برد که بیش از یک‌سوم ضخامت خود را از دست داده‌اند.",
            "هیچ کامیون سنگینی پیش از خرداد اجازه ورود به اسکله ندارد.",
            "تعویض آن‌ها بیش از یک میلیون هزینه دارد و دو تابستان طول می‌کشد، این را مهندسانی می‌گویند که در اسفند غواصی کردند.",
            "شورا در شهریور دوباره تشکیل جلسه می‌دهد.",
        ),
        ("خانه", "اخبار", "ورزش", "تماس"),
        ("کشتی تازه از اردیبهشت", "بازار شنبه", "مدرسه راهنما می‌خواهد"),
        "همه حقوق محفوظ است. حریم خصوصی.",
    ),
    Report(
        "hi",
        "परिषद ने घाट पर फ़ैसला टाला",
        (
            "बंदरगाह परिषद ने मंगलवार को पुराने अनाज घाट पर तीन घंटे चर्चा की और अंत में कोई फ़ैसला नहीं किया।",
            "एक रिपोर्ट में ग्यारह खंभे गिनाए गए हैं जिनकी मोटाई एक तिहाई से ज़्यादा घट गई है।",
            "जून से पहले कोई भारी ट्रक घाट पर नहीं जा सकेगा।",
            "उन्हें बदलने में दस लाख से ज़्यादा ख़र्च होगा और दो गर्मियाँ लगेंगी, यह मार्च में पानी में उतरे इंजीनियरों का कहना है।",
            "परिषद सितंबर में फिर बैठेगी।",
        ),
        ("मुखपृष्ठ", "समाचार", "खेल", "संपर्क"),
        ("मई से नई नौका", "शनिवार का बाज़ार", "स्कूल को चाहिए चालक"),
        "सर्वाधिकार सुरक्षित। गोपनीयता नीति।",
    ),
    Report(
        "zh",
        "港务委员会推迟码头决定",
        (
            "港务委员会星期二用三个小时讨论了旧粮食码头的未来，最后没有作出任何决定。",
            "一份报告列出了十一根桩，它们的厚度减少了三分之一以上。",
            "六月以前重型卡车不得驶上码头。",
            "更换这些桩的费用估计超过一百万，工程需要两个夏天，三月潜水检查的工程师们这样说。",
            "委员会将在九月再次开会。",
        ),
        ("首页", "新闻", "体育", "联系我们"),
        ("五月起有新渡轮", "星期六的集市", "学校招聘引水员"),
        "版权所有。隐私政策。",
    ),
    Report(
        "ja",
        "港湾委員会、桟橋の決定を延期",
        (
            "港湾委員会は火曜日、古い穀物桟橋について三時間にわたって話し合ったが、結局何も決めなかった。",
            "報告書によると、十一本の杭が厚さの三分の一以上を失っている。",
            "六月まで大型トラックは桟橋に入れない。",
            "杭の交換には百万以上の費用がかかり、工事は二つの夏に及ぶと、三月に潜って調べた技師たちは述べている。",
            "委員会は九月に再び開かれる。",
        ),
        ("ホーム", "ニュース", "スポーツ", "お問い合わせ"),
        ("五月から新しいフェリー", "土曜の市場", "学校が水先人を募集"),
        "無断転載を禁じます。プライバシーポリシー。",
    ),
    Report(
        "ko",
        "항만 위원회, 부두 결정을 미루다",
        (
            "항만 위원회는 화요일에 세 시간 동안 오래된 곡물 부두를 논의했지만 결국 아무것도 결정하지 않았다.",
            "보고서는 두께의 삼분의 일 이상을 잃은 말뚝 열한 개를 들고 있다.",
            "유월 전에는 무거운 트럭이 부두에 들어갈 수 없다.",
            "교체에는 백만 이상이 들고 공사는 두 번의 여름이 걸릴 것이라고 삼월에 잠수한 기술자들은 말한다.",
            "위원회는 구월에 다시 모인다.",
        ),
        ("홈", "뉴스", "스포츠", "연락처"),
        ("오월부터 새 여객선", "토요일 시장", "학교가 도선사를 찾다"),
        "모든 권리 보유. 개인정보 처리방침.",
    ),
    Report(
        "th",
        "สภาเลื่อนการตัดสินใจเรื่องท่าเรือ",
        (
            "สภาท่าเรือหารือเรื่องท่าเรือธัญพืชเก่าเป็นเวลาสามชั่วโมงเมื่อวันอังคารและสุดท้ายไม่ได้ตัดสินใจอะไรเลย",
            "รายงานฉบับหนึ่งระบุว่าเสาเข็มสิบเอ็ดต้นสูญเสียความหนาไปมากกว่าหนึ่งในสาม",
            "รถบรรทุกหนักเข้าท่าเรือไม่ได้ก่อนเดือนมิถุนายน",
            "การเปลี่ยนเสาเข็มจะมีค่าใช้จ่ายมากกว่าหนึ่งล้านและใช้เวลาสองฤดูร้อนตามที่วิศวกรซึ่งดำน้ำในเดือนมีนาคมกล่าว",
            "สภาจะประชุมอีกครั้งในเดือนกันยายน",
        ),
        ("หน้าแรก", "ข่าว", "กีฬา", "ติดต่อ"),
        ("เรือข้ามฟากใหม่ตั้งแต่พฤษภาคม", "ตลาดวันเสาร์", "โรงเรียนหานักนำร่อง"),
        "สงวนลิขสิทธิ์ นโยบายความเป็นส่วนตัว",
    ),
)


def site(report: Report, markup: str) -> str:
    """The report in a site of one of three `MARKUPS`."""
    text = "".join(f"<p>{p}</p>" for p in report.text)
    menu = "".join(f'<li><a href="/{i}">{m}</a></li>' for i, m in enumerate(report.menu))
    teasers = "".join(f'<div class="card"><h3><a href="/t/{i}">{t}</a></h3></div>' for i, t in enumerate(report.teasers))
    head = (
        f'<!DOCTYPE html><html lang="{report.language}"><head><meta charset="utf-8"><title>{report.title}</title></head><body>'
    )
    foot = f"<footer><p>{report.foot}</p></footer></body></html>"
    if markup == "article":
        inner = (
            f"<nav><ul>{menu}</ul></nav><main><article><h1>{report.title}</h1>{text}</article></main><aside>{teasers}</aside>"
        )
    elif markup == "divs":
        inner = f'<div class="c1"><ul>{menu}</ul></div><div class="c2"><h1>{report.title}</h1><div class="c3">{text}</div></div><div class="c4">{teasers}</div>'
    else:
        inner = f"<table><tr><td><ul>{menu}</ul></td><td><h1>{report.title}</h1>{text}</td><td>{teasers}</td></tr></table>"
    return head + inner + foot


MARKUPS = ("article", "divs", "table")
