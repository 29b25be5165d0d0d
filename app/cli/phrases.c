#include "base/std.h"

#include "cli/phrases.h"

#include "base/hash.h"

enum { OPENERS = 6, MIDDLES = 8, CLOSERS = 6 };

struct language {
    unsigned weight;   /* of 100 authors */
    const char *space; /* between sentences */
    const char *openers[OPENERS];
    const char *middles[MIDDLES];
    const char *closers[CLOSERS];
};

static const struct language LANGUAGES[] = {
    {38, " ",
     {"Early train today:", "Small victory:", "Note to self:", "Rainy afternoon:", "Overheard at the market:",
      "Back from a long walk:"},
     {"the baker saved me the last loaf of rye.", "I finally fixed the squeaky kitchen door.",
      "a heron stood in the canal and ignored everybody.", "the library extended its opening hours until nine.",
      "three chapters done, two to go.", "my tomato plants are taller than I am.",
      "somebody painted the old phone box bright yellow.", "the neighbours are learning the trumpet, slowly."},
     {"Good enough for a Tuesday.", "☕", "Tell me yours.", "More tomorrow.", "I regret nothing.", "🌿🙂"}},
    {12, " ",
     {"Buenos días:", "Hoy por fin:", "Pregunta tonta:", "De camino a casa:", "Cosas del barrio:", "Tarde tranquila:"},
     {"el café de la esquina ha vuelto a abrir.", "he terminado la novela y ya la echo de menos.",
      "la niña del tercero toca el violín cada vez mejor.", "los almendros han florecido antes de tiempo.",
      "mañana hay mercado en la plaza mayor.", "se me quemó el arroz, pero cenamos igual.",
      "un gato duerme en mi bicicleta.", "el tren llegó puntual y nadie se lo creía."},
     {"¿Alguien más?", "Qué alegría.", "🌞", "Mañana os cuento.", "Así da gusto.", "¡Ánimo!"}},
    {9, " ",
     {"Guten Morgen:", "Kurz notiert:", "Endlich Feierabend:", "Frage in die Runde:", "Fundstück des Tages:",
      "Kleine Freude:"},
     {"die Straßenbahn fährt wieder bis zum See.", "im Garten blühen die ersten Märzbecher.",
      "das Brot ist heute besonders gut gelungen.", "der Chor sucht noch zwei tiefe Stimmen.",
      "auf dem Dach gegenüber brütet ein Turmfalke.", "ich habe den Schlüssel im Kühlschrank gefunden.",
      "übermorgen ist Flohmarkt hinter der Mühle.", "die Übung am Klavier zahlt sich langsam aus."},
     {"Schön war's.", "Mehr dazu später.", "🚲", "Wer kommt mit?", "Geht doch.", "So darf es bleiben."}},
    {8, " ",
     {"Доброе утро:", "Маленькая радость:", "Записываю, чтобы не забыть:", "Вечером у реки:", "Новости двора:",
      "Наконец-то выходной:"},
     {"во дворе зацвела старая яблоня.", "дочитала книгу и сразу начала сначала.",
      "сосед научил попугая здороваться.", "в библиотеке открыли новый зал.", "пирог получился, хотя и кривой.",
      "трамвай пришёл вовремя, все удивились.", "купил зимние сапоги в самый тёплый день.",
      "над крышами пролетели первые журавли."},
     {"Вот так.", "Хорошего дня!", "🍎", "Завтра расскажу дальше.", "А как у вас?", "Красота."}},
    {4, " ",
     {"Καλημέρα:", "Μικρή χαρά:", "Σημείωση για αύριο:", "Βόλτα στο λιμάνι:", "Στη γειτονιά:", "Επιτέλους Σάββατο:"},
     {"ο φούρνος έβγαλε ψωμί με ελιές.", "η θάλασσα ήταν ήσυχη σαν λάδι.",
      "τελείωσα το βιβλίο πριν από το χειμώνα.", "η γιαγιά μου έμαθε να στέλνει φωτογραφίες.",
      "ένας γλάρος έκλεψε το κουλούρι μου.", "οι πορτοκαλιές μυρίζουν σε όλο τον δρόμο.",
      "το πλοίο έφυγε στην ώρα του.", "η χορωδία ψάχνει δύο φωνές ακόμη."},
     {"Εσείς;", "Καλό βράδυ.", "🫒", "Τα υπόλοιπα αύριο.", "Τι όμορφα!", "Αυτά."}},
    {6, " ",
     {"صباح الخير.", "خبر صغير:", "ملاحظة لنفسي:", "مساء هادئ.", "من السوق:", "أخيراً عطلة."},
     {"شجرة الليمون أزهرت من جديد.", "انتهيت من الرواية قبل الفجر.", "جارنا يتعلم العزف على العود.",
      "الخبز اليوم أطيب من كل يوم.", "المكتبة تفتح أبوابها حتى المساء.", "القطة نامت فوق دفتري.",
      "مشيت على الشاطئ حتى غابت الشمس.", "وصل القطار في موعده ولم يصدق أحد."},
     {"وأنتم؟", "يوم سعيد.", "🌙", "أكمل غداً.", "الحمد لله.", "ما أجمل ذلك!"}},
    {3, " ",
     {"בוקר טוב.", "שמחה קטנה:", "הערה לעצמי:", "ערב שקט.", "מהשוק:", "סוף סוף שבת."},
     {"עץ הלימון פורח שוב.", "סיימתי את הספר לפני הזריחה.", "השכן לומד לנגן בחליל.", "הלחם יצא היום מצוין.",
      "הספרייה פתוחה עד תשע.", "החתול נרדם על המחברת שלי.", "הלכתי לאורך הים עד השקיעה.",
      "הרכבת הגיעה בזמן ואף אחד לא האמין."},
     {"ואצלכם?", "יום נעים.", "🍋", "המשך מחר.", "איזה יופי!", "זהו."}},
    {6, " ",
     {"सुप्रभात।", "छोटी सी ख़ुशी:", "याद रखने के लिए:", "शाम की सैर।", "मोहल्ले की ख़बर:", "आख़िर छुट्टी मिली।"},
     {"आम के पेड़ पर बौर आ गया है।", "किताब पूरी हुई, मन नहीं भरा।", "पड़ोसी का बेटा तबला सीख रहा है।",
      "आज की चाय सबसे अच्छी बनी।", "पुस्तकालय अब नौ बजे तक खुला रहेगा।", "बारिश के बाद गली में मोर दिखा।",
      "दादी ने वीडियो कॉल करना सीख लिया।", "रेल समय पर आई और सब चौंक गए।"},
     {"और आप?", "कल बताता हूँ।", "🌧️", "बस इतना ही।", "क्या बात है!", "शुभ रात्रि।"}},
    {3, " ",
     {"อรุณสวัสดิ์", "เรื่องดี ๆ วันนี้:", "จดไว้กันลืม:", "เย็นนี้ฝนตก", "ที่ตลาด:", "ได้หยุดสักที"},
     {"มะม่วงหน้าบ้านออกดอกแล้ว", "อ่านนิยายจบก่อนรุ่งเช้า", "ข้าวเหนียวร้านนี้อร่อยที่สุด", "แมวมานอนบนโต๊ะทำงาน",
      "ห้องสมุดเปิดถึงสามทุ่ม", "เรือข้ามฟากมาตรงเวลา", "ยายหัดส่งรูปได้แล้ว", "เดินเล่นริมแม่น้ำจนพระอาทิตย์ตก"},
     {"แล้วคุณล่ะ", "พรุ่งนี้เล่าต่อ", "🥭", "มีความสุขจัง", "ราตรีสวัสดิ์", "แค่นี้แหละ"}},
    {4, "",
     {"早上好。", "小小的高兴：", "记一笔：", "傍晚散步。", "菜市场见闻：", "终于放假了。"},
     {"楼下的桂花开了，整条街都是香的。", "那本小说看完了，舍不得合上。", "邻居家的孩子在学二胡，越来越好听。",
      "今天的面条特别劲道。", "图书馆延长到晚上九点。", "猫又睡在我的键盘上。", "外婆学会了发照片。",
      "火车准点到站，大家都不敢相信。"},
     {"你们呢？", "明天再说。", "🍜", "知足了。", "晚安。", "真好。"}},
    {4, "",
     {"おはようございます。", "小さな喜び：", "忘れないうちに：", "雨の午後。", "商店街にて：", "やっと休み。"},
     {"庭の梅が咲きはじめました。", "長い小説を読み終えてしまった。", "隣の子のピアノが上手になってきた。",
      "今日の味噌汁は上出来。", "図書館が九時まで開くようになった。", "猫がノートの上で寝ている。",
      "祖母が写真の送り方を覚えた。", "川沿いを夕焼けまで歩いた。"},
     {"また明日。", "みなさんは？", "🍵", "いい日でした。", "おやすみなさい。", "以上です。"}},
    {3, " ",
     {"좋은 아침이에요.", "작은 기쁨:", "잊기 전에 적어 둔다:", "비 오는 오후.", "시장에서:", "드디어 쉬는 날."},
     {"마당에 매화가 피기 시작했다.", "긴 소설을 다 읽어 버렸다.", "옆집 아이의 피아노가 많이 늘었다.",
      "오늘 된장국은 성공이다.", "도서관이 아홉 시까지 연다.", "고양이가 공책 위에서 잔다.",
      "할머니가 사진 보내는 법을 배우셨다.", "노을이 질 때까지 강가를 걸었다."},
     {"여러분은요?", "내일 이어서.", "🍚", "참 좋다.", "안녕히 주무세요.", "이상입니다."}},
};

static const struct language *language_of(uint64_t author)
{
    uint64_t draw = hash_mix(author) % 100;
    for (size_t i = 0; i < COUNT_OF(LANGUAGES); i++) {
        if (draw < LANGUAGES[i].weight)
            return &LANGUAGES[i];
        draw -= LANGUAGES[i].weight;
    }
    return &LANGUAGES[0];
}

void phrases_compose(struct buf *b, uint64_t author, struct random_stream *stream)
{
    const struct language *l = language_of(author);
    uint32_t first = random_next_below(stream, MIDDLES);
    buf_put_z(b, l->openers[random_next_below(stream, OPENERS)]);
    buf_put_z(b, l->space);
    buf_put_z(b, l->middles[first]);
    if (random_next_below(stream, 3) == 0) { /* a third of them have a second thought, on a line of its own */
        buf_put_char(b, '\n');
        buf_put_z(b, l->middles[(first + 1 + random_next_below(stream, MIDDLES - 1)) % MIDDLES]);
    }
    if (random_next_below(stream, 2) == 0) {
        buf_put_z(b, l->space);
        buf_put_z(b, l->closers[random_next_below(stream, CLOSERS)]);
    }
}
