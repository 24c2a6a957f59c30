using Samjhadoo.Mentoring.Application.Samples;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Infrastructure.Samples;

/// <summary>What the mentors of the sample data say of themselves, in the languages they talk in.</summary>
internal static class SampleMentors
{
    public static IReadOnlyList<MakeSampleMentorCommand> All { get; } =
    [
        Of(
            "raj.mentor", "Staff engineer: system design and interviews", "System design, backend, distributed systems", 650, "hi,en", "system-design,backend,interviews,data-structures", true, SampleHours.Evenings,
            "बारह साल से बैकएंड बना रहा हूँ, पेमेंट सिस्टम से लेकर राइड-हेलिंग तक। System design के इंटरव्यू की तैयारी असली उदाहरणों से कराता हूँ, रटवाता नहीं।"),
        Of(
            "meera.mentor", "Data scientist who explains the maths first", "Machine learning, statistics, moving into ML", 900, "ta,en", "machine-learning,data-science,python,career-change", true, SampleHours.Evenings,
            "நான் பத்து ஆண்டுகளாக தரவு அறிவியலில் பணிபுரிகிறேன். கணிதத்தைப் பயமில்லாமல் புரிந்துகொள்ள உதவுகிறேன்; I help engineers move into ML with a plan for three months."),
        Of(
            "arjun.mentor", "Product manager, ex-founder", "Product management, start-ups, leadership", 1200, "bn,hi,en", "product-management,startup,leadership", true, SampleHours.Mornings,
            "একটা স্টার্টআপ বানিয়েছি, একটা বন্ধ করেছি, দুটো থেকেই শিখেছি। Product sense, roadmaps and honest feedback on your pitch."),
        Of(
            "lakshmi.mentor", "IAS aspirants' guide, cleared UPSC twice", "UPSC, essay writing, time management", 450, "te,en,hi", "upsc,interviews,public-speaking", true, SampleHours.Weekends,
            "సివిల్స్ పరీక్షకు సిద్ధమయ్యే వారికి ప్రణాళిక, సమాధాన రచన, ఇంటర్వ్యూ అభ్యాసం. I cleared the mains twice and read your answers line by line."),
        Of(
            "sunil.kulkarni", "Java architect, 18 years in banking software", "Java, Spring, system design", 800, "mr,hi,en", "java,system-design,databases", true, SampleHours.Evenings,
            "बँकिंग सॉफ्टवेअरमध्ये अठरा वर्षे. मुलाखतीची तयारी आणि खऱ्या प्रकल्पांतून शिकवतो."),
        Of(
            "farah.khan", "UX designer for first-time internet users", "UX research, Figma, portfolios", 700, "ur,hi,en", "ux-design,graphic-design,interviews", true, SampleHours.Evenings,
            "میں ایسے لوگوں کے لیے ڈیزائن کرتی ہوں جو پہلی بار انٹرنیٹ استعمال کرتے ہیں۔ Portfolio reviews and mock interviews."),
        Of(
            "gurpreet.singh", "Wheat and dairy farmer, teaches farm accounts", "Agriculture, dairy, small business", 200, "pa,hi", "agriculture,dairy,small-business", false, SampleHours.Mornings,
            "ਵੀਹ ਸਾਲਾਂ ਤੋਂ ਖੇਤੀ ਅਤੇ ਡੇਅਰੀ। ਖੇਤ ਦਾ ਹਿਸਾਬ, ਕਰਜ਼ਾ ਅਤੇ ਮੰਡੀ ਦੇ ਭਾਅ ਸਮਝਾਉਂਦਾ ਹਾਂ।"),
        Of(
            "nisha.patel", "Chartered accountant for small shops", "GST, accounts, personal finance", 500, "gu,hi,en", "accounts,finance,small-business", true, SampleHours.Weekdays,
            "નાની દુકાનો અને ઘરેલુ ધંધા માટે GST, હિસાબ અને બચત સરળ ભાષામાં સમજાવું છું."),
        Of(
            "manjunath.gowda", "Cloud and DevOps engineer", "AWS, Kubernetes, SRE interviews", 750, "kn,en", "cloud,devops,security", true, SampleHours.Evenings,
            "ಎಂಟು ವರ್ಷಗಳಿಂದ ಕ್ಲೌಡ್ ಮತ್ತು ಕುಬರ್ನೆಟಿಸ್. On-call stories, postmortems and SRE interview practice."),
        Of(
            "anjali.menon", "Counsellor: stress, exams, first job", "Mental well-being, students, careers", 600, "ml,en", "mental-health,relationships,parenting", true, SampleHours.Evenings,
            "പരീക്ഷാപ്പേടിയും ജോലി സമ്മർദ്ദവും കുറയ്ക്കാൻ സഹായിക്കുന്ന കൗൺസിലർ. A calm hour to sort things out."),
        Of(
            "vikram.rathore", "Frontend engineer, React and accessibility", "React, JavaScript, web performance", 550, "hi,en", "react,javascript,frontend", false, SampleHours.Evenings,
            "मैं React सिखाता हूँ, शुरुआत से नौकरी तक। Code review on your own project instead of slides."),
        Of(
            "priyanka.das", "English teacher for the shy", "Spoken English, IELTS, interviews", 300, "bn,hi,en", "spoken-english,ielts,interviews", true, SampleHours.Mornings,
            "যারা ইংরেজি বলতে লজ্জা পান তাঁদের জন্য। ভুল করুন, হাসুন, শিখুন। IELTS speaking practice twice a week."),
        Of(
            "karthik.subramanian", "Embedded and C++ engineer", "C++, competitive programming, GATE", 650, "ta,en", "cpp,data-structures,gate", false, SampleHours.Weekends,
            "சி++ மற்றும் போட்டி நிரலாக்கம். GATE தேர்வுக்கான திட்டமும் பயிற்சியும்."),
        Of(
            "sunita.kumari", "Bank PO, guides SSC and banking aspirants", "Banking exams, SSC, reasoning", 250, "hi", "banking-exams,ssc,mathematics", false, SampleHours.Evenings,
            "तीन बार में बैंक पीओ बनी, इसलिए हार की तैयारी भी जानती हूँ। गणित और रीज़निंग के छोटे रास्ते सिखाती हूँ।"),
        Of(
            "abdul.rahman", "Android developer from Hyderabad", "Kotlin, Android, freelancing", 500, "te,ur,en", "android,freelancing,backend", false, SampleHours.Evenings,
            "Kotlin నేర్చుకుని మొదటి యాప్ ప్లే స్టోర్‌లో పెట్టేవరకు తోడుంటాను. Freelancing contracts and pricing too."),
        Of(
            "deepika.iyer", "Engineering manager, 3 companies, 60 hires", "Leadership, engineering management, resume", 1500, "ta,hi,en", "leadership,resume,interviews,career-change", true, SampleHours.Evenings,
            "I have read four thousand resumes and hired sixty engineers. Bring yours; we rewrite it together."),
        Of(
            "rohit.deshmukh", "Data engineer: Spark, Kafka, SQL", "Data engineering, databases, Python", 700, "mr,en,hi", "data-engineering,databases,python", false, SampleHours.Weekends,
            "डेटा पाइपलाईन आणि SQL. खऱ्या डेटासह सराव करून घेतो."),
        Of(
            "harpreet.kaur", "Digital marketing for home businesses", "Social media, SEO, small business", 350, "pa,hi,en", "digital-marketing,small-business,sales", false, SampleHours.Weekdays,
            "ਘਰ ਤੋਂ ਕੰਮ ਕਰਨ ਵਾਲੀਆਂ ਔਰਤਾਂ ਲਈ ਇੰਸਟਾਗ੍ਰਾਮ ਅਤੇ ਆਨਲਾਈਨ ਵਿਕਰੀ।"),
        Of(
            "thomas.kurien", "Physics teacher, JEE and NEET", "Physics, JEE, NEET", 400, "ml,en", "physics,jee,neet", true, SampleHours.Evenings,
            "ഇരുപത് വർഷമായി ഭൗതികശാസ്ത്രം പഠിപ്പിക്കുന്നു. Numericals first, theory after."),
        Of(
            "sneha.joshi", "Clinical nutrition and yoga", "Yoga, fitness, healthy routines", 450, "mr,hi,en", "fitness,mental-health", false, SampleHours.Mornings,
            "योगासने आणि सवयी, हळूहळू. रोज वीस मिनिटांपासून सुरुवात."),
        Of(
            "imtiaz.ali.shaikh", "Sales leader, B2B SaaS", "B2B sales, negotiation, start-ups", 1000, "hi,ur,en", "sales,startup,leadership", false, SampleHours.Weekdays,
            "Cold calls se pehle research. Role-play, objections, and a pipeline you can defend."),
        Of(
            "ananya.sen", "Rabindrasangeet and Hindustani vocals", "Music, singing, voice culture", 400, "bn,en", "music", false, SampleHours.Evenings,
            "রবীন্দ্রসঙ্গীত ও হিন্দুস্তানি কণ্ঠসঙ্গীত। যে কোনো বয়সে শুরু করা যায়।"),
        Of(
            "venkatesh.prasad", "Organic farming trainer", "Organic farming, soil, marketing of produce", 250, "te,kn", "organic-farming,agriculture", true, SampleHours.Mornings,
            "రసాయనాలు లేని సేద్యం, నేల ఆరోగ్యం, పంటను నేరుగా అమ్మడం. పదేళ్ల అనుభవం."),
        Of(
            "ritu.agarwal", "MBA coach: CAT, interviews, SOPs", "CAT, MBA, study abroad", 1100, "hi,en", "cat,study-abroad,interviews", true, SampleHours.Weekends,
            "IIM की तैयारी और इंटरव्यू। SOP पढ़कर काटती हूँ, फिर जोड़ती हूँ।"),
        Of(
            "joseph.fernandes", "Cyber security analyst", "Cyber security, ethical hacking, cloud", 850, "kok,en,hi", "security,cloud", false, SampleHours.Evenings,
            "Blue team by day. Labs you can run on a second-hand laptop, and a roadmap that is not just certificates."),
        Of(
            "lavanya.murthy", "Generative AI engineer", "LLM applications, RAG, Python", 1300, "kn,en", "generative-ai,machine-learning,python", true, SampleHours.Evenings,
            "ದೊಡ್ಡ ಭಾಷಾ ಮಾದರಿಗಳೊಂದಿಗೆ ಅಪ್ಲಿಕೇಶನ್ ಕಟ್ಟುವುದು. Evaluations before demos."),
        Of(
            "bikash.nath", "Assamese and English writing coach", "Spoken English, public speaking, resume", 300, "as,en", "spoken-english,public-speaking,resume", false, SampleHours.Weekends,
            "অসমীয়া আৰু ইংৰাজীত ভাষণ আৰু চাকৰিৰ আবেদন লিখাত সহায় কৰোঁ।"),
        Of(
            "sanjay.mohanty", ".NET and C# architect", "C#, .NET, Azure, system design", 800, "or,hi,en", "csharp,system-design,cloud", true, SampleHours.Evenings,
            "ଚଉଦ ବର୍ଷ ଧରି .NET ରେ କାମ କରୁଛି। Clean code, testing, and Azure costs that don't surprise you."),
        Of(
            "kavya.nambiar", "QA lead, automation from scratch", "Testing, Selenium, career change", 500, "ml,en", "testing,career-change,java", false, SampleHours.Evenings,
            "മാനുവൽ ടെസ്റ്റിംഗിൽ നിന്ന് ഓട്ടോമേഷനിലേക്ക്. Moved twenty people from manual testing to automation."),
        Of(
            "mohan.lal.verma", "Retired headmaster, mathematics for all", "Mathematics, school, patience", 150, "hi", "mathematics,physics,parenting", true, SampleHours.Mornings,
            "चालीस साल पढ़ाया है। गणित से डर लगता है तो पहले बात करेंगे, फिर सवाल।"),
        Of(
            "aisha.siddiqui", "Biology teacher for NEET", "Biology, NEET, study plans", 350, "ur,hi,en", "biology,neet,chemistry", true, SampleHours.Evenings,
            "नीट की बायोलॉजी कहानियों से। NCERT लाइन दर लाइन, और हर हफ़्ते एक टेस्ट।"),
        Of(
            "pradeep.chauhan", "Golang and distributed systems", "Go, microservices, system design", 950, "hi,en", "go,system-design,backend", false, SampleHours.Evenings,
            "Go में सेवाएँ बनाता हूँ जो रात को जगाती नहीं। System design, queues और idempotency पर बात करें।"),
        Of(
            "tenzin.dolma", "Study abroad and scholarships", "Study abroad, IELTS, essays", 600, "ne,hi,en", "study-abroad,ielts", false, SampleHours.Weekends,
            "छात्रवृत्ति र निबन्धमा सहयोग। I won two scholarships and have read three hundred essays since."),
        Of(
            "girish.kamath", "Mutual funds without jargon", "Personal finance, investing, tax", 550, "kok,kn,en", "finance,accounts", false, SampleHours.Weekdays,
            "ಹಣಕಾಸು ಸರಳವಾಗಿ. No products to sell; we make a one-page plan."),
        Of(
            "swati.mishra", "iOS engineer and mother of two", "iOS, Swift, return to work", 700, "hi,en", "ios,career-change,interviews", false, SampleHours.Mornings,
            "चार साल के ब्रेक के बाद iOS में लौटी। Returnships, confidence, और Swift."),
        Of(
            "elango.raja", "Carnatic violin and music theory", "Music, violin, theory", 500, "ta,en", "music", false, SampleHours.Evenings,
            "கர்நாடக வயலின், ராகங்கள், தாளம். குழந்தைகளுக்கும் பெரியவர்களுக்கும்."),
        Of(
            "nazneen.begum", "Parenting and child psychology", "Parenting, children, counselling", 500, "te,ur,hi", "parenting,mental-health", true, SampleHours.Weekdays,
            "పిల్లల చదువు, స్క్రీన్ సమయం, కోపం. తల్లిదండ్రుల మాట వినే సమయం."),
        Of(
            "amit.bhattacharya", "Data analyst: Excel to Power BI", "Data analysis, Excel, SQL", 400, "bn,hi,en", "data-analysis,databases,resume", false, SampleHours.Weekends,
            "এক্সেল থেকে পাওয়ার বিআই। নিজের অফিসের তথ্য নিয়ে আসুন, একসঙ্গে ড্যাশবোর্ড বানাব।"),
        Of(
            "hema.chandran", "Goethe-certified German teacher", "German, study abroad", 450, "ta,ml,en", "german,study-abroad", false, SampleHours.Evenings,
            "ஜெர்மன் மொழி A1 முதல் B2 வரை. Visa interviews and university applications."),
        Of(
            "yusuf.lokhandwala", "Family business to online shop", "Small business, digital marketing, sales", 600, "gu,hi,en", "small-business,digital-marketing,startup", false, SampleHours.Weekdays,
            "પિતાની હાર્ડવેરની દુકાન ઓનલાઇન લઈ ગયો. Inventory, delivery, and returns, with real numbers."),
    ];

    private static MakeSampleMentorCommand Of(
        string username, string headline, string expertise, int hourlyRate, string languages, string skills, bool isVerified, SampleHours hours, string bio) =>
        new(username, headline, bio, expertise, Money.Rupees(hourlyRate), languages.Split(','), skills.Split(','), isVerified, hours);
}
