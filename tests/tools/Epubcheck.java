import com.adobe.epubcheck.tool.EpubChecker;

/**
 * Holds e-books against EPUBCheck, all in one process, since its start takes longer than its work:
 * java -cp epubcheck.jar Epubcheck.java FILE...
 *
 * <p>Each file's messages stand below a line with its path.
 */
public class Epubcheck {
  public static void main(String[] files) {
    int worst = 0;
    for (String file : files) {
      System.out.println("FILE " + file);
      System.out.flush();
      worst = Math.max(worst, new EpubChecker().run(new String[] {"-u", file}));
      System.err.flush();
    }
    System.exit(worst);
  }
}
