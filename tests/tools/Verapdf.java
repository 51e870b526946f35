import java.io.FileInputStream;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/**
 * Holds PDF files against profiles of veraPDF: pairs of a profile's name (PDFUA-1) and a file.
 * Says one line for each pair and one for each rule that is broken; ends with 1 if any is.
 */
public class Verapdf {
    private static final String PROFILES = "org/verapdf/pdfa/validation/";

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean good = true;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            good &= isKept(arguments[i], arguments[i + 1]);
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean isKept(String name, String file) throws Exception {
        var source = Verapdf.class.getClassLoader().getResourceAsStream(PROFILES + name + ".xml");
        var profile = Profiles.profileFromXml(source);
        try (var parser = Foundries.defaultInstance().createParser(new FileInputStream(file), profile.getPDFAFlavour())) {
            var result = ValidatorFactory.createValidator(profile, false).validate(parser);
            var verdict = result.isCompliant() ? "kept" : "BROKEN";
            System.out.println(name + " " + verdict + " by " + file + ", " + result.getTotalAssertions() + " checks");
            var broken = new TreeMap<String, Integer>();
            for (var assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    var rule = assertion.getRuleId();
                    broken.merge(rule.getClause() + "-" + rule.getTestNumber() + " " + assertion.getMessage(), 1, Integer::sum);
                }
            }
            broken.forEach((rule, times) -> System.out.println("  " + times + " times " + rule));
            return result.isCompliant();
        }
    }
}
