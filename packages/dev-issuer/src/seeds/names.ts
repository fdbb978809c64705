// The order and spelling are part of the seeds: a person's id is made from the e-mail, and the e-mail from
// the name.

/** 100 employees. The first one is the example person of the documentation. */
export const employeeNames: readonly string[] = [
  ...['Maria Silva', 'Amara Nwosu', 'Henrik Lindqvist', 'Chiara Bianchi', 'Kenji Watanabe'],
  ...['Aisha Khan', 'Liam Murphy', 'Sofia Rossi', 'Noah Schneider', 'Yuki Tanaka'],
  ...['Fatima Zahra', 'Lucas Moreau', 'Priya Sharma', 'Mateo Fernández', 'Ingrid Johansen'],
  ...['Kwame Mensah', 'Elena Popescu', 'Tomás Novák', 'Mei Lin', 'Omar Haddad'],
  ...['Zoë Dupont', 'Andrés Castillo', 'Nadia Petrova', 'Samuel Adeyemi', 'Hana Kim'],
  ...['Viktor Horváth', 'Leila Hosseini', 'Diego Ramírez', 'Astrid Berg', 'Rahul Mehta'],
  ...['Isabella Conti', 'Jakub Kowalski', 'Thandiwe Dlamini', 'Emma Thompson', 'Minh Nguyen'],
  ...['Carlos Pereira', 'Katarzyna Zielinska', 'Daniel Cohen', 'Oluwaseun Bello', 'Freya Larsen'],
  ...['Hiroshi Sato', 'Camila Rojas', 'Jonas Weber', 'Ananya Iyer', 'Pierre Lefèvre'],
  ...['Mariam Sow', 'Erik Svensson', 'Lucía Ortega', 'Chen Wei', 'Grace Wanjiru'],
  ...['Stefan Ionescu', 'Jana Dvoráková', 'Ahmed Mansour', 'Julia Fischer', 'Rafael Almeida'],
  ...['Siobhan Kelly', 'Arjun Reddy', 'Beatriz Costa', 'Mikko Virtanen', 'Zanele Khumalo'],
  ...['Nikolai Ivanov', 'Paula Méndez', 'Ji-woo Park', 'Tariq Aziz', 'Charlotte Martin'],
  ...['Bongani Ndlovu', 'Marta Wójcik', 'David Levy', 'Saanvi Gupta', 'Gustavo Lima'],
  ...['Anneli Korhonen', 'Youssef Benali', 'Clara Hoffmann', 'Emeka Obi', 'Valentina Greco'],
  ...['Oskar Nilsson', 'Rina Yamamoto', 'Hugo Bernard', 'Farah Rahman', 'Ivan Markovic'],
  ...['Lerato Molefe', 'Pedro Santos', 'Alice Brown', 'Dmitri Volkov', 'Sinead Walsh'],
  ...['Kavya Nair', 'Matthias Keller', 'Adriana Vargas', 'Tunde Balogun', 'Linh Tran'],
  ...['Eszter Szabó', 'Bilal Hussain', 'Nora Dahl', 'Felipe Gómez', 'Olivia Wilson'],
  ...['Petra Horák', 'Malik Diallo', 'Sakura Ito', 'Anton Bauer', 'Ximena Flores'],
]

/** 40 contractors. The first one is the example contractor of the documentation. */
export const contractorNames: readonly string[] = [
  ...['John Okafor', 'Catalina Ruiz', 'Peter Novotny', 'Shreya Patel', 'Marco Ricci'],
  ...['Awa Traoré', 'Simon Jensen', 'Natalia Kuznetsova', 'Ibrahim Yilmaz', 'Laura Schmidt'],
  ...['Takumi Suzuki', 'Gabriela Torres', 'Owen Davies', 'Zainab Abubakar', 'Luca Ferrari'],
  ...['Agnieszka Lewandowska', 'Ravi Krishnan', 'Celine Girard', 'Kofi Boateng', 'Helena Santos'],
  ...['Bruno Carvalho', 'Mia Andersson', 'Hassan Farouk', 'Teresa Navarro', 'Georgi Dimitrov'],
  ...['Soo-jin Lee', 'Patrick Byrne', 'Nomvula Zulu', 'Alejandro Vega', 'Irina Sokolova'],
  ...['Max Zimmermann', 'Deepa Menon', 'Yara Nasser', 'Joaquín Silva', 'Ebba Holm'],
  ...['Chinedu Eze', 'Rosa Martínez', 'Filip Kral', 'Amélie Laurent', 'Wei Zhang'],
]
