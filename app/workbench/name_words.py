"""Common family and given names by language: the vocabulary of the generator in `names`."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """Names of one language. `share` is its part of all guests; `second_…` are chances of a double name."""

    code: str
    share: int
    countries: tuple[str, ...]
    surnames: tuple[str, ...]
    given: tuple[str, ...]
    middles: tuple[str, ...] = ()
    second_surname: float = 0.0
    second_given: float = 0.0
    joiner: str = " "


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


LANGUAGES: Final = (
    Language(
        "pt", 20, ("PT", "PT", "BR"),
        _words(
            "Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Jesus Sousa Fernandes"
            " Gonçalves Gomes Lopes Marques Alves Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia"
            " Mendes Nunes Soares Vieira Monteiro Cardoso Rocha Raposo Neves Coelho Cruz Cunha Pires Ramos"
            " Reis Simões Antunes Matos Fonseca Machado Araújo Barbosa Tavares Lourenço Castro Figueiredo"
            " Azevedo Magalhães Guimarães Conceição Leitão Bragança Falcão Galvão Brandão Vasconcelos"
            " Sampaio Queirós Évora da_Silva dos_Santos"
        ),
        _words(
            "Maria José João António Ana Manuel Francisco Pedro Paulo Inês Luís Carlos Sofia Miguel Rita"
            " Tiago Beatriz Marta Rui Joana Nuno Catarina Diogo Mariana Gonçalo Leonor Duarte Matilde"
            " Simão Carolina Lourenço Conceição Fátima Estêvão Mónica Sónia Cláudia Vítor Sérgio Hélder"
            " Fábio Lúcia Júlia Irene Amélia Otávio Raquel Madalena Rodrigo Salvador Glória Benedita Núria"
            " Íris"
        ),
        second_surname=0.6, second_given=0.3,
    ),
    Language(
        "en", 16, ("GB", "US", "IE", "AU"),
        _words(
            "Smith Jones Williams Brown Taylor Davies Johnson Wilson Evans Thomas Roberts Walker Wright"
            " Robinson Thompson White Hughes Edwards Green Hall Wood Harris Martin Jackson Clarke Clark"
            " Turner Hill Cooper Ward Morris Moore King Watson Baker Harrison Morgan Patel Young Allen"
            " Mitchell James Anderson Phillips Lee Bell Parker Davis O'Brien O'Connor MacDonald McCarthy"
            " Fitzgerald Byrne Murphy Kelly Gallagher Doyle Kavanagh Quinn Sinclair Fraser Campbell"
            " Stewart Whitfield Ashworth Blackwood"
        ),
        _words(
            "James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Barbara"
            " Richard Susan Joseph Jessica Thomas Sarah Charles Karen Christopher Nancy Daniel Lisa"
            " Matthew Margaret Anthony Betty Mark Sandra Donald Ashley Steven Kimberly Paul Emily Andrew"
            " Donna Joshua Michelle George Olivia Harry Amelia Jack Isla Oscar Ava Leo Zoë Chloë Siobhán"
            " Seán Aoife Niamh Ciarán Rhys Gwen"
        ),
        second_given=0.1,
    ),
    Language(
        "es", 12, ("ES", "ES", "MX", "AR"),
        _words(
            "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz"
            " Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez"
            " Ramos Gil Ramírez Serrano Blanco Molina Morales Suárez Ortega Delgado Castro Ortiz Rubio"
            " Marín Sanz Núñez Iglesias Medina Garrido Cortés Castillo Santos Lozano Guerrero Cano Prieto"
            " Méndez Cruz Calvo Peña Ibáñez Etxeberria Agirre Llorens Puig Ferrer Vilà"
        ),
        _words(
            "Antonio María Manuel Carmen José Ana Francisco Isabel David Laura Juan Cristina Javier Marta"
            " Daniel Lucía Carlos Sara Jesús Elena Alejandro Pilar Miguel Raquel Rafael Rosa Pedro Paula"
            " Ángel Teresa Pablo Beatriz Sergio Nuria Fernando Silvia Jorge Julia Luis Patricia Alberto"
            " Irene Álvaro Andrea Óscar Rocío Iván Mónica Íñigo Begoña Joaquín Concepción Martín Sofía"
            " Agustín Inés"
        ),
        second_surname=0.85, second_given=0.2,
    ),
    Language(
        "fr", 12, ("FR", "FR", "BE", "CH", "CA"),
        _words(
            "Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel"
            " Lefebvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine"
            " Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier Chevalier"
            " François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu"
            " Gautier Masson Marchand Duval Denis Dumont Noël Meyer Dufour Meunier Brun Blanchard Giraud"
            " Joly Rivière Lucas Brunet Gaillard Barbier Lemaître Crèvecœur d'Alembert de_La_Tour"
            " L'Hôpital"
        ),
        _words(
            "Marie Jean Pierre Jeanne Michel Françoise André Monique Philippe Catherine René Nathalie"
            " Louis Isabelle Alain Jacqueline Jacques Anne Bernard Sylvie Marcel Martine Daniel Madeleine"
            " Roger Nicole Robert Suzanne Paul Hélène Claude Christine Henri Louise Christian Véronique"
            " Nicolas Céline Thomas Zoé Chloé Léa Manon Hugo Théo Gaël Anaïs Maël Loïc Benoît Jérôme"
            " Aurélie Éloïse Raphaël Noé"
        ),
        second_given=0.3, joiner="-",
    ),
    Language(
        "de", 12, ("DE", "DE", "AT", "CH"),
        _words(
            "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch"
            " Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann"
            " Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König"
            " Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel"
            " Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht"
            " Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto"
            " Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Mueller Dietrich Ziegler Kuhn Kühn"
            " Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer Strauß Goethe"
            " Boettcher Hölderlin Größler Süßmuth Oettinger von_Bülow zu_Guttenberg"
        ),
        _words(
            "Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Günter Stefan Christian Uwe Werner Horst"
            " Frank Dieter Manfred Gerhard Hans Bernd Thorsten Mathias Helmut Walter Heinz Martin Jörg"
            " Rolf Jens Sven Alexander Jan Rainer Holger Karl Dirk Joachim Ralf Carsten Herbert Oliver"
            " Björn Sönke Maria Ursula Monika Petra Elisabeth Sabine Renate Helga Karin Brigitte Ingrid"
            " Erika Andrea Gisela Claudia Susanne Gabriele Christa Christine Hildegard Anna Birgit Barbara"
            " Gerda Stefanie Bärbel Käthe Jördis Grete Ännchen Jürgen Götz Maike Finn Mia Emma Leon Zoe"
        ),
        second_given=0.15, joiner="-", second_surname=0.02,
    ),
    Language(
        "it", 7, ("IT",),
        _words(
            "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti"
            " De_Luca Mancini Costa Giordano Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani"
            " Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra"
            " Coppola De_Santis D'Angelo Marchetti Parisi Villa Conte Ferraro Fabbri Bianco Marini Grasso"
            " Valentini Messina Sala De_Angelis Gatti Pellegrini Palumbo Sanna Farina Rizzi Monti Cattaneo"
            " Morelli Amato Silvestri Mazza Testa Dell'Acqua"
        ),
        _words(
            "Giuseppe Maria Giovanni Anna Antonio Giuseppina Mario Rosa Luigi Angela Francesco Giovanna"
            " Angelo Teresa Vincenzo Lucia Pietro Carmela Salvatore Caterina Carlo Francesca Franco"
            " Antonietta Domenico Carla Bruno Elena Paolo Concetta Michele Rita Giorgio Margherita Aldo"
            " Franca Sergio Paola Luciano Niccolò Matteo Alessia Giulia Sara Chiara Nicolò Zoë Letizia"
        ),
    ),
    Language(
        "nl", 4, ("NL", "BE"),
        _words(
            "de_Jong Jansen de_Vries van_den_Berg van_Dijk Bakker Janssen Visser Smit Meijer de_Boer"
            " Mulder de_Groot Bos Vos Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit Dijkstra Smits"
            " de_Graaf van_der_Meer van_der_Linden Kok Jacobs de_Haan Vermeulen van_den_Heuvel"
            " van_der_Veen Hoekstra Coëlho Postma"
        ),
        _words(
            "Johannes Maria Jan Johanna Cornelis Anna Willem Cornelia Hendrik Elisabeth Pieter Wilhelmina"
            " Daan Emma Sem Julia Lucas Tess Levi Sophie Finn Zoë Noah Mila Thijs Saar Joost Femke Joëlle"
            " Daniël Chloë"
        ),
    ),
    Language(
        "sv", 4, ("SE", "FI"),
        _words(
            "Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson"
            " Pettersson Jonsson Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson Lindström"
            " Olofsson Lindqvist Lindgren Berg Axelsson Bergström Lundberg Lind Lundgren Lundqvist"
            " Mattsson Berglund Fredriksson Sandberg Henriksson Forsberg Sjöberg Ali Wallin Engström"
            " Håkansson Åkesson Öberg Åström Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Järvinen"
        ),
        _words(
            "Maria Erik Anna Lars Margareta Karl Elisabeth Anders Eva Johan Kristina Per Birgitta Nils"
            " Karin Jan Marie Carl Elsa Mikael Åsa Lennart Märta Björn Håkan Åke Göran Örjan Sören Jörgen"
            " Östen Ängla Ulla Lisbeth Jukka Päivi Mikko Äiti Sakari Aino"
        ),
    ),
    Language(
        "da", 4, ("DK", "NO"),
        _words(
            "Nielsen Jensen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Jørgensen"
            " Petersen Madsen Kristensen Olsen Thomsen Christiansen Poulsen Johansen Møller Mortensen"
            " Knudsen Jakobsen Mikkelsen Frederiksen Laursen Lund Holm Schmidt Eriksen Kristiansen Clausen"
            " Simonsen Svendsen Østergaard Nørgaard Kjær Ødegård Strøm Bakke Haugen Hagen Sæther Bjørnstad"
            " Åsheim"
        ),
        _words(
            "Anne Peter Kirsten Jens Mette Michael Hanne Lars Anna Henrik Helle Thomas Søren Maria Jan"
            " Susanne Christian Lene Martin Marianne Niels Jørgen Åse Øyvind Bjørn Håkon Ingrid Solveig"
            " Kåre Gørild Pål Tårn Rasmus Freja Ida Emma Magnus Sæunn Jørn Torbjørn"
        ),
        second_given=0.1,
    ),
    Language(
        "pl", 4, ("PL", "CZ"),
        _words(
            "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak"
            " Dąbrowski Kozłowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski"
            " Grabowski Zając Pawłowski Michalski Król Wieczorek Jabłoński Wróbel Łukasik Świątek Żak"
            " Źródłowski Novák Svoboda Novotný Dvořák Černý Procházka Kučera Veselý Horák Němec Řezníček"
            " Šťastný Žižka"
        ),
        _words(
            "Anna Piotr Maria Krzysztof Katarzyna Andrzej Małgorzata Tomasz Agnieszka Paweł Barbara Jan"
            " Ewa Michał Elżbieta Marcin Zofia Stanisław Jadwiga Jakub Łukasz Świętosława Bożena Wojciech"
            " Zdzisław Jiří Tomáš Kateřina Jaroslav Lucie Zdeněk Věra Růžena Ondřej Štěpán"
        ),
    ),
    Language(
        "tr", 3, ("TR",),
        _words(
            "Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan"
            " Çetin Kara Koç Kurt Özkan Şimşek Polat Korkmaz Özcan Çakır Erdoğan Güneş Işık Ünal Bulut"
            " Güler İnan Iğdır"
        ),
        _words(
            "Mehmet Fatma Mustafa Ayşe Ahmet Emine Ali Hatice Hüseyin Zeynep Hasan Elif İbrahim Meryem"
            " İsmail Şerife Osman Zehra Yusuf Sultan Murat Özlem Ömer Gülşen Çağla Ilgın İpek Işıl Oğuz"
            " Ümit Şükrü"
        ),
    ),
    Language(
        "el", 3, ("GR", "CY"),
        _words(
            "Παπαδόπουλος Βλάχος Αγγελόπουλος Νικολαΐδης Γεωργίου Οικονόμου Παπαδάκης Κωνσταντίνου"
            " Δημητρίου Αντωνίου Μακρής Παππάς Ιωάννου Χριστοδούλου Καραγιάννης Σταματόπουλος Αλεξίου"
            " Μιχαηλίδης Θεοδώρου Ζαχαριάδης Ψαράς Ξενάκης Λάμπρου Καλογερόπουλος"
        ),
        _words(
            "Γεώργιος Μαρία Ιωάννης Ελένη Κωνσταντίνος Αικατερίνη Δημήτριος Βασιλική Νικόλαος Σοφία"
            " Παναγιώτης Αγγελική Βασίλειος Γεωργία Χρήστος Δήμητρα Αθανάσιος Ιωάννα Μιχαήλ Χριστίνα"
            " Ευάγγελος Ζωή Σπυρίδων"
        ),
    ),
    Language(
        "ru", 6, ("RU", "UA", "BG", "KZ"),
        _words(
            "Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов"
            " Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров"
            " Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Шевченко Бондаренко Ткаченко"
            " Кравченко Коваленко Олійник Їжак Георгиев Димитров Христов Щербаков Чайковский Ушаков Ёлкин"
            " Йорданов"
        ),
        _words(
            "Александр Елена Сергей Ольга Владимир Наталья Андрей Анна Алексей Татьяна Дмитрий Ирина"
            " Николай Мария Иван Светлана Михаил Екатерина Евгений Юлия Максим Людмила Артём Семён Фёдор"
            " Пётр Алёна Зоя Їлія Ярослав Щёголь Жанна Эльвира Йордан Олександр Оксана"
        ),
    ),
    Language(
        "ar", 4, ("AE", "SA", "EG", "MA"),
        _words(
            "الأحمد العلي الحسن المحمد الخطيب الحداد النجار الشريف المصري الشامي العتيبي القحطاني الغامدي"
            " الدوسري المطيري الزهراني الحربي السيد عبدالله إبراهيم حسين منصور صالح ناصر خليل عثمان سليمان"
            " يوسف مراد فؤاد الفاسي بنعلي التازي العلوي"
        ),
        _words(
            "محمد أحمد علي عمر خالد يوسف إبراهيم حسن حسين عبدالرحمن سعيد طارق زياد كريم رامي فاطمة عائشة"
            " مريم زينب نور سارة ليلى هدى أمينة ياسمين رنا دانة سلمى آمنة إيمان هبة"
        ),
    ),
    Language(
        "he", 2, ("IL",),
        _words(
            "כהן לוי מזרחי פרץ ביטון דהן אברהם פרידמן מלכה אזולאי כץ יוסף דוד עמר אוחיון חדד גבאי בן_דוד"
            " אדרי לוין טל קליין חן שפירא חזן משה אשכנזי אוחנה סגל גולן יצחק שטרן"
        ),
        _words(
            "דוד משה יוסף אברהם יעקב יצחק נועם אורי איתי עומר דניאל אריאל שרה רחל רבקה לאה מרים חנה אסתר"
            " נועה תמר מאיה יעל שירה מיכל רונית עדי"
        ),
    ),
    Language(
        "zh", 7, ("CN", "TW", "SG"),
        _words(
            "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 罗 高 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭"
            " 曾 肖 田 董 袁 潘 于 蒋 蔡 余 杜 叶 程 苏 魏 吕 丁 任 沈 姚 卢 姜 崔 钟 谭 陆 汪 范 金 石 廖"
            " 贾 夏 欧阳 司马 诸葛"
        ),
        _words(
            "伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 小明 建国 志强"
            " 海燕 雪梅 玉兰 国华 俊杰 梓涵 子轩 浩然 欣怡 诗涵 宇航 佳怡 思远 文博 晓东 春梅 美玲 雅婷"
            " 怡君 淑芬 家豪 志明 冠宇 承恩"
        ),
    ),
    Language(
        "ja", 5, ("JP",),
        _words(
            "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林"
            " 斎藤 清水 山崎 森 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤"
            " 村上 遠藤 青木 坂本 サトウ スズキ"
        ),
        _words(
            "太郎 花子 健太 美咲 翔 陽菜 大輔 さくら 誠 直美 浩 由美子 隆 恵子 拓也 優子 健一 真由美 蓮"
            " 葵 悠真 結衣 大翔 凛 湊 ひなた あかり ハナコ ケンジ 千尋 明美 和也 裕子"
        ),
    ),
    Language(
        "ko", 4, ("KR",),
        _words(
            "김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 전 홍 고 문 양 손 배 백 허 남궁"
            " 제갈 선우"
        ),
        _words(
            "민준 서연 서준 서윤 도윤 지우 예준 서현 시우 하은 하준 하윤 주원 민서 지호 지유 지후 윤서"
            " 준우 채원 준서 수아 건우 지아 현우 지민 영수 영희 철수 미경 성호 은주 정훈 혜진"
        ),
    ),
    Language(
        "th", 2, ("TH",),
        _words(
            "ศรีสุข วงศ์สุวรรณ แซ่ตั้ง แซ่ลิ้ม ทองดี บุญมี สุขใจ จันทร์เพ็ญ พงษ์ศักดิ์ ใจดี รัตนากร"
            " ชัยวัฒน์ สายทอง อินทร์แก้ว เจริญสุข พรหมมา คำแก้ว มณีรัตน์ สุวรรณภูมิ ดวงแก้ว"
        ),
        _words(
            "สมชาย สมหญิง สมศักดิ์ มาลี ประเสริฐ วิชัย สุนีย์ นภา กมล ชาญชัย พรทิพย์ อรุณ ดวงใจ ปิยะ"
            " ธนากร ศิริพร วรรณา กิตติ น้ำฝน เอกชัย ณัฐพล สุภาพร"
        ),
    ),
    Language(
        "vi", 3, ("VN",),
        _words(
            "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Lương Mai"
            " Tạ Đào"
        ),
        _words(
            "Anh Hùng Dũng Linh Hương Lan Đức Minh Tuấn Hà Phương Thảo Ngọc Quân Long Sơn Trang Thủy Hiếu"
            " Nam Vy Khôi Đạt Phúc Yến Bình Châu Giang Huệ Khánh"
        ),
        middles=_words("Văn Thị Hữu Đức Ngọc Minh Thanh Quốc Thu Xuân Hoàng Kim Gia Bảo Phương Công"),
    ),
    Language(
        "hu", 2, ("HU", "RO"),
        _words(
            "Nagy Kovács Tóth Szabó Horváth Varga Kiss Molnár Németh Farkas Balogh Papp Takács Juhász"
            " Lakatos Mészáros Oláh Simon Rácz Fekete Szűcs Őze Popescu Ionescu Șerban Țăran Dumitrescu"
            " Stănescu Mureșan"
        ),
        _words(
            "László Mária István Erzsébet József Katalin János Ilona Zoltán Éva Sándor Anna Gábor"
            " Zsuzsanna Ferenc Ágnes Attila Őzike Ștefan Ioana Andrei Elena Mihai Măriuca Gheorghe Ioniță"
        ),
    ),
    Language(
        "hi", 2, ("IN",),
        _words("शर्मा वर्मा गुप्ता सिंह कुमार पटेल यादव मिश्रा जोशी अग्रवाल मेहता चौधरी त्रिपाठी सक्सेना"),
        _words("राहुल प्रिया अमित नेहा विजय अंजलि संजय पूजा राजेश सुनीता अनिल कविता रवि दीपक मीना आरव"),
    ),
)  # fmt: skip
